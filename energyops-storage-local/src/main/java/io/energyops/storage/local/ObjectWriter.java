package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/** Writes objects, from a caller's source or from another object. */
record ObjectWriter(Folders folders, Drafts drafts) {

  StoredObject save(StorageKey key, ObjectSource source, boolean ifAbsent) throws IOException {
    String contentType = Trailer.checked(key, source.contentType().orElse(""));
    Place place = Folders.place(key);
    if (ifAbsent && isThere(key, place)) {
      throw new StorageAlreadyExistsException(key);
    }
    try (Draft draft = drafts.begin(key, place)) {
      StoredObject stored = draft.write(source, contentType);
      publish(draft, ifAbsent);
      return stored;
    }
  }

  /** Copies one version; what arrives is compared with what its checksum says. */
  StoredObject copy(StorageKey from, StorageKey to, boolean ifAbsent) throws IOException {
    Place place = Folders.place(to);
    try (OpenObject object = OpenObject.found(folders, from)) {
      if (ifAbsent && isThere(to, place)) {
        throw new StorageAlreadyExistsException(to);
      }
      StoredObject original = object.describe();
      try (Draft draft = drafts.begin(to, place)) {
        StoredObject stored =
            draft.write(new Content(object, original.size()), original.contentType().orElse(""));
        if (!stored.sha256().equals(original.sha256())) {
          throw new StorageDamagedException(
              "The content of object '"
                  + from
                  + "' is not what was written. Restore it from a backup; nothing was copied.",
              null);
        }
        publish(draft, ifAbsent);
        return stored;
      }
    } catch (SourceFailedException e) {
      if (e.getCause() instanceof IOException disk) {
        throw disk;
      }
      throw e;
    }
  }

  private static void publish(Draft draft, boolean ifAbsent) throws IOException {
    if (ifAbsent) {
      draft.create();
    } else {
      draft.replace();
    }
  }

  private boolean isThere(StorageKey key, Place place) throws IOException {
    try (HeldFolder held = folders.open(place.folder())) {
      OpenObject.requirePlain(held.folder(), place.name(), key);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private record Content(OpenObject object, long bytes) implements ObjectSource {
    @Override
    public InputStream open() {
      return object.content(ByteRange.all());
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }
  }
}
