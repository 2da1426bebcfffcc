package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      sweep(Place.ROOT);
    } catch (IOException e) {
      LOG.warn("Unfinished writes could not be swept; the next opening tries again", e);
    }
  }

  private void sweep(String path) throws IOException {
    List<String> below = new ArrayList<>();
    boolean swept = false;
    try (HeldFolder held = folders.open(path);
        DirectoryStream<Path> children = held.folder().children()) {
      for (Path child : children) {
        String name = Paths.name(child);
        if (Names.isTemporary(name)) {
          swept |= remove(held.folder(), name);
        } else if (Names.isFolder(name) || Names.isPart(name)) {
          below.add(Place.in(path, name));
        }
      }
    } catch (NoSuchFileException | StorageAccessDeniedException noFolder) {
      LOG.debug("not swept, for it is no folder: {}", path);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (swept) {
      LOG.debug("swept unfinished writes out of {}", path);
      folders.prune(path);
    }
    for (String folder : below) {
      sweep(folder);
    }
  }

  private boolean remove(Folder folder, String name) throws IOException {
    try {
      BasicFileAttributes attributes = folder.attributes(name);
      boolean litter =
          attributes.isRegularFile()
              && attributes.lastModifiedTime().toInstant().isBefore(olderThan);
      if (litter) {
        folder.delete(name);
      }
      return litter;
    } catch (NoSuchFileException finished) {
      return false;
    }
  }
}
