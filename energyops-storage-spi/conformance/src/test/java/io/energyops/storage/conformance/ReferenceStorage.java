package io.energyops.storage.conformance;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The smallest backend that keeps every promise; faulty ones are made of it. */
final class ReferenceStorage implements StorageBackend {

  private static final String CONTINUATION = "after:";

  private final Shelf shelf;
  private final Set<Capability> capabilities;
  private volatile boolean closed;

  ReferenceStorage(Shelf shelf, Set<Capability> capabilities) {
    this.shelf = shelf;
    this.capabilities = Set.copyOf(capabilities);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    begin(condition);
    return put(key, read(source), source.contentType(), condition);
  }

  private static byte[] read(ObjectSource source) {
    try (InputStream in = source.open()) {
      byte[] bytes = in.readAllBytes();
      if (source.size().orElse(bytes.length) != bytes.length) {
        throw new SourceFailedException("The source has another size than it said", null);
      }
      return bytes;
    } catch (IOException e) {
      throw new SourceFailedException("The source failed", e);
    }
  }

  private StoredObject put(
      StorageKey key, byte[] bytes, Optional<String> type, WriteCondition condition) {
    shelf.writing.lock();
    try {
      check(key, condition);
      StoredObject.Builder object =
          StoredObject.builder(
              key,
              bytes.length,
              Clock.systemUTC().instant(),
              String.valueOf(shelf.versions.incrementAndGet()));
      if (capabilities.contains(Capability.SHA256)) {
        object.sha256(sha256(bytes));
      }
      if (capabilities.contains(Capability.CONTENT_TYPE)) {
        object.contentType(type.orElse(null));
      }
      StoredObject stored = object.build();
      shelf.items.put(key, new Shelf.Item(stored, bytes));
      return stored;
    } finally {
      shelf.writing.unlock();
    }
  }

  private void check(StorageKey key, WriteCondition condition) {
    Shelf.Item there = shelf.items.get(key);
    if (condition instanceof WriteCondition.IfAbsent && there != null) {
      throw new StorageAlreadyExistsException(key);
    }
    if (condition instanceof WriteCondition.IfMatch match
        && (there == null || !there.object.version().equals(match.version()))) {
      throw StorageConflictException.versionMismatch(key, match.version());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    requireOpen();
    Shelf.Item item = item(key);
    int length = (int) range.lengthWithin(item.bytes.length);
    int offset = length == 0 ? 0 : (int) range.offset();
    return new StoredContent(item.object, new ByteArrayInputStream(item.bytes, offset, length));
  }

  private Shelf.Item item(StorageKey key) {
    return Optional.ofNullable(shelf.items.get(key))
        .orElseThrow(() -> new StorageNotFoundException(key));
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    requireOpen();
    return Optional.ofNullable(shelf.items.get(key)).map(item -> item.object);
  }

  @Override
  public boolean delete(StorageKey key) {
    requireOpen();
    if (shelf.undeletable.contains(key)) {
      throw new StorageUnavailableException("Object '" + key + "' is held", null, null);
    }
    return shelf.items.remove(key) != null;
  }

  @Override
  public ListPage list(ListRequest request) {
    requireOpen();
    Optional<StorageKey> after = request.continuation().map(ReferenceStorage::after);
    List<StoredObject> page = new ArrayList<>();
    for (Shelf.Item item : shelf.items.values()) {
      StorageKey key = item.object.key();
      if (key.value().startsWith(request.prefix())
          && (after.isEmpty() || key.compareTo(after.get()) > 0)) {
        if (page.size() == request.limit()) {
          return ListPage.of(page, CONTINUATION + page.get(page.size() - 1).key());
        }
        page.add(item.object);
      }
    }
    return ListPage.of(page, null);
  }

  private static StorageKey after(String continuation) {
    if (!continuation.startsWith(CONTINUATION)) {
      throw new StorageException(StorageErrorCode.INVALID_ARGUMENT, "A strange page", null);
    }
    return StorageKey.of(continuation.substring(CONTINUATION.length()));
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    require(Capability.COPY);
    return transfer(from, to, condition);
  }

  @Override
  public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    require(Capability.MOVE);
    StoredObject there = transfer(from, to, condition);
    shelf.items.remove(from);
    return there;
  }

  private StoredObject transfer(StorageKey from, StorageKey to, WriteCondition condition) {
    begin(condition);
    if (from.equals(to)) {
      throw new StorageException(StorageErrorCode.INVALID_ARGUMENT, "Onto itself", null);
    }
    Shelf.Item item = item(from);
    return put(to, item.bytes, item.object.contentType(), condition);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public HealthState health() {
    return closed ? HealthState.down("closed") : HealthState.up("open");
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "reference storage";
  }

  private void begin(WriteCondition condition) {
    requireOpen();
    if (condition instanceof WriteCondition.IfAbsent) {
      require(Capability.IF_ABSENT);
    } else if (condition instanceof WriteCondition.IfMatch) {
      require(Capability.IF_MATCH);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageClosedException(toString());
    }
  }

  private void require(Capability needed) {
    if (!capabilities.contains(needed)) {
      throw new UnsupportedCapabilityException(needed, toString());
    }
  }
}
