package io.energyops.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a new or removed name survive a power failure. */
final class Durability {

  private Durability() {}

  /**
   * Windows opens no folder as a file, and its journal keeps names in order by itself. A folder
   * that somebody removed meanwhile lost its names with it: then the one above counts.
   */
  static void syncFolder(Path folder) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException removed) {
      syncFolder(Paths.parent(folder));
    }
  }
}
