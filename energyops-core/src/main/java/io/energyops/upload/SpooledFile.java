package io.energyops.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of ours in the spool folder, deleted on close.
 *
 * @param path where it is
 * @param open the files in use, which a sweep leaves alone
 */
record SpooledFile(Path path, Set<Path> open) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpooledFile.class);

  SpooledFile {
    open.add(path);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("Spooled file {} could not be deleted; the next start tries again", path, e);
    } finally {
      open.remove(path);
    }
  }
}
