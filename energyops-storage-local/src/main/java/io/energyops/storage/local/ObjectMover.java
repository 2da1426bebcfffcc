package io.energyops.storage.local;

import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an object's file the name of another key; content, version and time stay. */
record ObjectMover(Folders folders, Supplier<UUID> ids) {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectMover.class);

  /** Each try loses only to a delete that empties the same folder in the same moment. */
  private static final int TRIES = 1000;

  StoredObject move(StorageKey from, StorageKey to, boolean ifAbsent) throws IOException {
    Place source = Folders.place(from);
    Place target = Folders.place(to);
    try (HeldFolder held = folders.open(source.folder())) {
      StoredObject seen;
      try (OpenObject object = OpenObject.in(held.folder(), source.name(), to)) {
        seen = object.describe();
      }
      give(held.folder(), source.name(), target, to, ifAbsent);
      folders.sync(held);
      folders.prune(source.folder());
      return described(to, seen);
    } catch (NoSuchFileException missing) {
      throw new StorageNotFoundException(from);
    } catch (FileAlreadyExistsException taken) {
      throw new StorageAlreadyExistsException(to);
    }
  }

  private void give(Folder folder, String name, Place target, StorageKey to, boolean ifAbsent)
      throws IOException {
    for (int i = 1; ; i++) {
      try (HeldFolder held = folders.create(target.folder())) {
        Object identity =
            ifAbsent
                ? link(folder, name, held.folder(), target.name())
                : rename(folder, name, held.folder(), target.name(), to);
        folders.sync(held);
        takeAway(folder, name, identity);
        return;
      } catch (NoSuchFileException gone) {
        folders.prune(target.folder());
        if (!isThere(folder, name)) {
          throw gone;
        }
        if (i == TRIES) {
          throw new IOException("the folder was removed again and again: " + target.folder());
        }
        LOG.debug("a folder was removed while an object was moved there: {}", target.folder());
      }
    }
  }

  private static Object rename(Folder from, String name, Folder to, String newName, StorageKey key)
      throws IOException {
    Object identity = Paths.identity(OpenObject.requirePlain(from, name, key));
    from.rename(name, to, newName);
    return identity;
  }

  /** A name of its own in between shows which version it is, whatever others write meanwhile. */
  private Object link(Folder from, String name, Folder to, String newName) throws IOException {
    String between = Names.temporary(ids.get());
    Files.createLink(to.at(between), from.at(name));
    try {
      Files.createLink(to.at(newName), to.at(between));
      return Paths.identity(to.attributes(between));
    } finally {
      to.delete(between);
    }
  }

  /** A version that was written since it was looked at may be the one that was moved. */
  private StoredObject described(StorageKey to, StoredObject seen) throws IOException {
    try (OpenObject object = OpenObject.at(folders, to)) {
      return object.describe();
    } catch (NoSuchFileException deleted) {
      return seen;
    }
  }

  /**
   * Removes the old name where it still leads to the moved file: after a link always, after a
   * rename when both names led to one file before, since the system then does nothing.
   */
  private void takeAway(Folder folder, String name, Object identity) throws IOException {
    if (!leadsTo(folder, name, identity)) {
      return;
    }
    String aside = Names.temporary(ids.get());
    try {
      folder.rename(name, folder, aside);
    } catch (NoSuchFileException deleted) {
      return;
    }
    if (!leadsTo(folder, aside, identity)) {
      putBack(folder, aside, name);
    }
    folder.delete(aside);
  }

  /** Somebody wrote a new version in this very moment; only a newer one may stand in its place. */
  private static void putBack(Folder folder, String aside, String name) throws IOException {
    try {
      Files.createLink(folder.at(name), folder.at(aside));
    } catch (FileAlreadyExistsException newer) {
      LOG.debug("a newer version was written meanwhile: {}", name);
    }
  }

  private static boolean leadsTo(Folder folder, String name, Object identity) throws IOException {
    try {
      return Paths.identity(folder.attributes(name)).equals(identity);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static boolean isThere(Folder folder, String name) throws IOException {
    try {
      folder.attributes(name);
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
