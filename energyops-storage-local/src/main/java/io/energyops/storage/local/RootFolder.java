package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prepares the root folder: that it exists, can be written, and what its file system can do. */
final class RootFolder {

  private RootFolder() {}

  static Folders prepare(Path root, boolean heldFolders, LongSupplier nanos) {
    try {
      Files.createDirectories(root);
      return Folders.below(root.toRealPath(), heldFolders, nanos);
    } catch (FileAlreadyExistsException e) {
      throw new StorageConfigurationException(
          "The storage root " + root + " is no folder. Give another 'path'.", e);
    } catch (AccessDeniedException e) {
      throw new StorageAccessDeniedException(
          "The storage root " + root + " cannot be created or entered. Give this user access.", e);
    } catch (IOException e) {
      throw new StorageConfigurationException(
          "The storage root " + root + " cannot be used. Give a folder that can be created.", e);
    }
  }

  /** Tries to write, and tells whether hard links work: they are what makes ifAbsent exact. */
  static boolean probe(Path root, Supplier<UUID> ids) {
    Path probe = root.resolve(Names.temporary(ids.get()));
    Path link = root.resolve(Names.temporary(ids.get()));
    try {
      Files.createFile(probe);
      return link(link, probe);
    } catch (IOException e) {
      if (new Failures(root).isFull(e)) {
        return root.getFileSystem().supportedFileAttributeViews().contains("unix");
      }
      throw new StorageAccessDeniedException(
          "The storage root " + root + " cannot be written. Give this user write access.", e);
    } finally {
      remove(link);
      remove(probe);
    }
  }

  private static boolean link(Path link, Path existing) {
    try {
      Files.createLink(link, existing);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException swept) {
      // The next sweep takes it: it has a temporary name.
    }
  }
}
