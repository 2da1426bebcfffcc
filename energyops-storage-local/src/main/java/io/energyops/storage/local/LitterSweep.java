package io.energyops.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes temporary files of writes that a crash ended: by name and age, since others may write
 * now.
 */
record LitterSweep(Folders folders, Instant olderThan) {

  private static final Logger LOG = LoggerFactory.getLogger(LitterSweep.class);

  void run() {
    try {
      sweep(folders.root());
    } catch (IOException e) {
      LOG.warn("Unfinished writes could not be swept; the next opening tries again", e);
    }
  }

  private void sweep(Path folder) throws IOException {
    boolean swept = false;
    for (Path child : FolderEntries.children(folder)) {
      String name = Paths.name(child);
      if (Names.isTemporary(name)) {
        swept |= isLitter(child) && Files.deleteIfExists(child);
      } else if (Names.isFolder(name) || Names.isPart(name)) {
        sweep(child);
      }
    }
    if (swept) {
      LOG.debug("swept unfinished writes out of {}", folder);
      folders.prune(folder);
    }
  }

  private boolean isLitter(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Paths.attributes(file);
      return attributes.isRegularFile()
          && attributes.lastModifiedTime().toInstant().isBefore(olderThan);
    } catch (NoSuchFileException finished) {
      return false;
    }
  }
}
