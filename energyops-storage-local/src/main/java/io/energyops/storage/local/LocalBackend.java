package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Puts the parts together; holds no state but whether it was closed. */
final class LocalBackend implements StorageBackend {

  private final Path root;
  private final Drafts drafts;
  private final Folders folders;
  private final Set<Capability> capabilities;
  private volatile boolean closed;

  LocalBackend(Path root, Drafts drafts, boolean links) {
    this.root = root;
    this.drafts = drafts;
    this.folders = drafts.folders();
    Set<Capability> found = EnumSet.of(Capability.SHA256, Capability.CONTENT_TYPE);
    if (links) {
      found.add(Capability.IF_ABSENT);
    }
    this.capabilities = Set.copyOf(found);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    requireOpen();
    boolean ifAbsent = condition instanceof WriteCondition.IfAbsent;
    if (ifAbsent) {
      require(Capability.IF_ABSENT);
    } else if (condition instanceof WriteCondition.IfMatch) {
      require(Capability.IF_MATCH);
    }
    Path target = folders.file(key);
    try {
      if (ifAbsent && isThere(key, target)) {
        throw new StorageAlreadyExistsException(key);
      }
      try (Draft draft = drafts.begin(key, target)) {
        StoredObject stored = draft.write(source);
        if (ifAbsent) {
          draft.create();
        } else {
          draft.replace();
        }
        return stored;
      }
    } catch (IOException e) {
      throw Failures.of("write", key.value(), e);
    }
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    requireOpen();
    try {
      return OpenObject.at(folders, key, folders.file(key)).content(range);
    } catch (NoSuchFileException e) {
      throw new StorageNotFoundException(key);
    } catch (IOException e) {
      throw Failures.of("open", key.value(), e);
    }
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    requireOpen();
    try (OpenObject object = OpenObject.at(folders, key, folders.file(key))) {
      return Optional.of(object.describe());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failures.of("look at", key.value(), e);
    }
  }

  @Override
  public boolean delete(StorageKey key) {
    requireOpen();
    Path file = folders.file(key);
    Path folder = Paths.parent(file);
    try {
      if (!isThere(key, file)) {
        return false;
      }
      Files.delete(file);
      Durability.syncFolder(folder);
      folders.prune(folder);
      return true;
    } catch (NoSuchFileException raced) {
      return false;
    } catch (IOException e) {
      throw Failures.of("delete", key.value(), e);
    }
  }

  @Override
  public ListPage list(ListRequest request) {
    requireOpen();
    try {
      return new Listing(folders, request).page();
    } catch (IOException e) {
      throw Failures.of("list", request.prefix(), e);
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public HealthState health() {
    return closed
        ? HealthState.down("local storage was closed")
        : new LocalHealth(root, drafts.ids()).check();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return LocalStorage.TYPE + " at " + root;
  }

  private boolean isThere(StorageKey key, Path file) throws IOException {
    try {
      folders.look(Paths.parent(file));
      OpenObject.requirePlain(key, file);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageClosedException(toString());
    }
  }

  private void require(Capability capability) {
    if (!capabilities.contains(capability)) {
      throw new UnsupportedCapabilityException(capability, toString());
    }
  }
}
