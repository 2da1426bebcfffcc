package io.energyops.upload;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where uploads lie while they are read. A workbook is read from a file, since reading
 * it from a stream would hold it in memory, and from a copy of ours, since the sender's may change
 * after it was judged. Names begin with the owner, because several JVMs share the folder.
 */
final class UploadSpool {

  private static final Logger LOG = LoggerFactory.getLogger(UploadSpool.class);
  private static final int BUFFER = 1 << 16;
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final String prefix;
  private final Set<Path> open = ConcurrentHashMap.newKeySet();

  UploadSpool(Path folder, String owner) {
    this.folder = folder;
    this.prefix = owner + "-";
  }

  /**
   * Judges a file and copies it.
   *
   * @return the copy, which the caller closes
   * @throws UploadRefusedException when the file is not accepted; the message is for its sender
   */
  SpooledFile accept(UploadSource source, UploadRules rules) {
    FileRules.checkDeclared(source, rules);
    SpooledFile copy = newFile(".upload");
    try {
      copy(source, copy.path(), rules);
      FileRules.checkContent(source.name(), copy.path(), rules);
      return copy;
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** Makes an empty file. */
  SpooledFile newFile(String suffix) {
    try {
      Files.createDirectories(folder);
      return new SpooledFile(Files.createTempFile(folder, prefix, suffix), open);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Deletes what an earlier life of the owner left, and what nobody has touched for a day. */
  void sweep(Instant now) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean own = file.getFileName().toString().startsWith(prefix);
        if (!open.contains(file) && (own || touched(file).isBefore(now.minus(ABANDONED)))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("Spool folder {} could not be swept; the next start tries again", folder, e);
    }
  }

  private static Instant touched(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static void copy(UploadSource source, Path target, UploadRules rules) {
    long size = 0;
    try (OutputStream out = Files.newOutputStream(target);
        InputStream in = opened(source)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        size += read;
        if (size > rules.maxBytes()) {
          throw FileRules.tooLarge(size, rules);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      throw failure(e);
    }
    if (size < source.length()) {
      throw new UploadRefusedException(
          "The file was cut off: "
              + size
              + " of "
              + source.length()
              + " bytes came; send it again");
    }
  }

  private static InputStream opened(UploadSource source) {
    try {
      return source.open();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static UploadRefusedException unreadable(IOException e) {
    return new UploadRefusedException("The file could not be read to its end; send it again", e);
  }

  static EnergyOpsException failure(IOException e) {
    return new EnergyOpsException(
        ErrorCode.DATA_DIRECTORY_UNUSABLE,
        "The upload could not be copied to the spool folder; check its free space and permissions",
        e);
  }
}
