package io.energyops.testkit;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Storage in memory that keeps every promise of {@link StorageBackend} but to outlive the JVM, can
 * be told to fail ({@link #faults()}), and shows what it holds, also after its close. Thread-safe.
 */
public final class InMemoryStorage implements StorageBackend {

  private static final String NAME = "in memory";

  private final NavigableMap<String, MemoryObject> objects =
      new ConcurrentSkipListMap<>(StorageKey.utf8Order());
  private final StorageFaults faults = new StorageFaults();
  private final AtomicLong versions = new AtomicLong();
  private final AtomicBoolean breakOff = new AtomicBoolean();
  private final Clock clock;
  private final Set<Capability> capabilities;
  private volatile boolean closed;

  private InMemoryStorage(Clock clock, Set<Capability> capabilities) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.capabilities = Set.copyOf(capabilities);
  }

  /**
   * Makes an empty storage that can do everything.
   *
   * @return the storage
   */
  public static InMemoryStorage create() {
    return create(Clock.systemUTC());
  }

  /**
   * Makes an empty storage that can do everything.
   *
   * @param clock the time of the objects
   * @return the storage
   */
  public static InMemoryStorage create(Clock clock) {
    return create(clock, EnumSet.allOf(Capability.class));
  }

  /**
   * Makes an empty storage that can do less, to see what a caller makes of that.
   *
   * @param clock the time of the objects
   * @param capabilities what it can do
   * @return the storage
   */
  public static InMemoryStorage create(Clock clock, Set<Capability> capabilities) {
    return new InMemoryStorage(clock, capabilities);
  }

  /**
   * Returns what goes wrong here.
   *
   * @return the faults of this storage
   */
  public StorageFaults faults() {
    return faults;
  }

  /**
   * Lets the next save break off and begin again: it opens its source a second time, as backends
   * over a network do. A source that can be opened only once fails.
   */
  public void breakOffNextSave() {
    breakOff.set(true);
  }

  /**
   * Lists what is stored.
   *
   * @return the keys in the order of their UTF-8 bytes
   */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /**
   * Counts what is stored.
   *
   * @return the number of objects
   */
  public int size() {
    return objects.size();
  }

  /**
   * Shows an object, without a call that could fail or be counted.
   *
   * @param key the key as text
   * @return a copy of its content, empty when it does not exist
   */
  public Optional<byte[]> content(String key) {
    return Optional.ofNullable(objects.get(StorageKey.of(key).value())).map(MemoryObject::copy);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    begin(StorageOperation.SAVE, key.value());
    requireFor(condition);
    refuseUnlessMet(key, condition, objects.get(key.value()));
    if (breakOff.getAndSet(false)) {
      SourceBytes.breakOff(key, source);
    }
    MemoryObject written =
        written(key, SourceBytes.read(key, source), source.contentType().orElse(null));
    publish(key, condition, written);
    return written.description();
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    begin(StorageOperation.OPEN, key.value());
    MemoryObject object = objects.get(key.value());
    if (object == null) {
      throw new StorageNotFoundException(key);
    }
    return object.open(range);
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    begin(StorageOperation.STAT, key.value());
    return Optional.ofNullable(objects.get(key.value())).map(MemoryObject::description);
  }

  @Override
  public boolean delete(StorageKey key) {
    begin(StorageOperation.DELETE, key.value());
    return objects.remove(key.value()) != null;
  }

  @Override
  public ListPage list(ListRequest request) {
    begin(StorageOperation.LIST, request.prefix());
    return MemoryListing.page(objects, request);
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    require(Capability.COPY);
    return put(present(from, to), to, condition);
  }

  @Override
  public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    require(Capability.MOVE);
    MemoryObject moved = present(from, to);
    StoredObject there = put(moved, to, condition);
    objects.remove(from.value(), moved);
    return there;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public HealthState health() {
    return closed
        ? HealthState.down("in-memory storage was closed")
        : HealthState.up("in-memory storage, " + objects.size() + " objects");
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return NAME;
  }

  private void begin(StorageOperation operation, String key) {
    if (closed) {
      throw new StorageClosedException(NAME);
    }
    faults.before(operation, key);
  }

  private MemoryObject present(StorageKey from, StorageKey to) {
    begin(StorageOperation.OPEN, from.value());
    begin(StorageOperation.SAVE, to.value());
    if (from.equals(to)) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "Object '" + from + "' cannot be copied or moved onto itself. Give another key.",
          null);
    }
    MemoryObject object = objects.get(from.value());
    if (object == null) {
      throw new StorageNotFoundException(from);
    }
    return object;
  }

  private StoredObject put(MemoryObject object, StorageKey to, WriteCondition condition) {
    requireFor(condition);
    MemoryObject copy = written(to, object.copy(), object.description().contentType().orElse(null));
    publish(to, condition, copy);
    return copy.description();
  }

  private MemoryObject written(StorageKey key, byte[] content, @Nullable String contentType) {
    StoredObject.Builder description =
        StoredObject.builder(
            key,
            content.length,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            "v" + versions.incrementAndGet());
    if (capabilities.contains(Capability.SHA256)) {
      description.sha256(SourceBytes.sha256(content));
    }
    if (capabilities.contains(Capability.CONTENT_TYPE)) {
      description.contentType(contentType);
    }
    return new MemoryObject(content, description.build());
  }

  /** The condition is checked again, now in one step with the write. */
  private void publish(StorageKey key, WriteCondition condition, MemoryObject written) {
    if (condition instanceof WriteCondition.IfAbsent) {
      refuseUnlessMet(key, condition, objects.putIfAbsent(key.value(), written));
    } else if (condition instanceof WriteCondition.IfMatch match) {
      MemoryObject present = objects.get(key.value());
      refuseUnlessMet(key, condition, present);
      if (present == null || !objects.replace(key.value(), present, written)) {
        throw StorageConflictException.versionMismatch(key, match.version());
      }
    } else {
      objects.put(key.value(), written);
    }
  }

  private static void refuseUnlessMet(
      StorageKey key, WriteCondition condition, @Nullable MemoryObject present) {
    if (condition instanceof WriteCondition.IfAbsent && present != null) {
      throw new StorageAlreadyExistsException(key);
    }
    if (condition instanceof WriteCondition.IfMatch match
        && (present == null || !present.description().version().equals(match.version()))) {
      throw StorageConflictException.versionMismatch(key, match.version());
    }
  }

  private void requireFor(WriteCondition condition) {
    if (condition instanceof WriteCondition.IfAbsent) {
      require(Capability.IF_ABSENT);
    } else if (condition instanceof WriteCondition.IfMatch) {
      require(Capability.IF_MATCH);
    }
  }

  private void require(Capability needed) {
    if (!capabilities.contains(needed)) {
      throw new UnsupportedCapabilityException(needed, NAME);
    }
  }
}
