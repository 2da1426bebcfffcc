package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Puts the parts together, and says in the SPI's words what they say. */
final class LocalBackend implements StorageBackend {

  private final Folders folders;
  private final ObjectWriter writer;
  private final ObjectMover mover;
  private final Listings listings;
  private final LocalHealth health;
  private final Failures failures;
  private final Runnable release;
  private final Set<Capability> capabilities;
  private volatile boolean closed;

  LocalBackend(Drafts drafts, Listings listings, boolean links, Runnable release) {
    this.folders = drafts.folders();
    this.writer = new ObjectWriter(folders, drafts);
    this.mover = new ObjectMover(folders, drafts.ids());
    this.listings = listings;
    this.health = new LocalHealth(folders, drafts.ids());
    this.failures = new Failures(folders.root());
    this.release = release;
    Set<Capability> found =
        EnumSet.of(Capability.SHA256, Capability.CONTENT_TYPE, Capability.COPY, Capability.MOVE);
    if (links) {
      found.add(Capability.IF_ABSENT);
    }
    this.capabilities = Set.copyOf(found);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    requireOpen();
    boolean ifAbsent = isIfAbsent(condition);
    return doing("write", key.value(), () -> writer.save(key, source, ifAbsent));
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    requireOpen();
    boolean ifAbsent = isIfAbsent(condition);
    requireTwo(from, to);
    return doing("copy", from.value(), () -> writer.copy(from, to, ifAbsent));
  }

  @Override
  public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    requireOpen();
    boolean ifAbsent = isIfAbsent(condition);
    requireTwo(from, to);
    return doing("move", from.value(), () -> mover.move(from, to, ifAbsent));
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    requireOpen();
    return doing("open", key.value(), () -> OpenObject.found(folders, key).content(range));
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    requireOpen();
    return doing(
        "look at",
        key.value(),
        () -> {
          try (OpenObject object = OpenObject.at(folders, key)) {
            return Optional.of(object.describe());
          } catch (NoSuchFileException missing) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean delete(StorageKey key) {
    requireOpen();
    Place place = Folders.place(key);
    return doing(
        "delete",
        key.value(),
        () -> {
          try (HeldFolder held = folders.open(place.folder())) {
            OpenObject.requirePlain(held.folder(), place.name(), key);
            held.folder().delete(place.name());
            folders.sync(held);
          } catch (NoSuchFileException missing) {
            return false;
          }
          folders.prune(place.folder());
          return true;
        });
  }

  @Override
  public ListPage list(ListRequest request) {
    requireOpen();
    return doing("list", request.prefix(), () -> listings.page(request));
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public HealthState health() {
    return closed ? HealthState.down("local storage was closed") : health.check();
  }

  @Override
  public void close() {
    closed = true;
    listings.close();
    folders.close();
    release.run();
  }

  @Override
  public String toString() {
    return LocalStorage.TYPE + " at " + folders.root();
  }

  private <T> T doing(String action, String key, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw failures.of(action, key, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageClosedException(toString());
    }
  }

  private boolean isIfAbsent(WriteCondition condition) {
    if (condition instanceof WriteCondition.IfMatch) {
      throw new UnsupportedCapabilityException(Capability.IF_MATCH, toString());
    }
    boolean ifAbsent = condition instanceof WriteCondition.IfAbsent;
    if (ifAbsent && !capabilities.contains(Capability.IF_ABSENT)) {
      throw new UnsupportedCapabilityException(Capability.IF_ABSENT, toString());
    }
    return ifAbsent;
  }

  private static void requireTwo(StorageKey from, StorageKey to) {
    if (from.equals(to)) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "Object '" + from + "' cannot be put onto itself. Give another key.",
          null);
    }
  }
}
