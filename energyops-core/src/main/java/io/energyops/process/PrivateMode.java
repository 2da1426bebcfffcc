package io.energyops.process;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders that only this user may enter. Windows has no such mode: there a folder inherits who may
 * enter it, so it belongs below one that is private to the user.
 */
final class PrivateMode {

  private PrivateMode() {}

  static FileAttribute<?>[] of(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
