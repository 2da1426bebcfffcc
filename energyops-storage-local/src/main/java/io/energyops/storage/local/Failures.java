package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageFullException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Says in the SPI's words what the file system said. */
record Failures(Path root) {

  /** The JDK hands on the system's text and no number; Windows has its own. */
  private static final Pattern FULL =
      Pattern.compile("no space left|quota exceeded|not enough space");

  private static final Pattern DENIED =
      Pattern.compile("read-only file system|operation not permitted");

  private static final long FULL_BELOW_BYTES = 64 * 1024;

  StorageException of(String action, String key, IOException cause) {
    String what = "Local storage could not " + action + " '" + key + "'";
    if (isInterruption(cause)) {
      Thread.currentThread().interrupt();
      return new StorageInterruptedException(what + ": the thread was interrupted.", cause);
    }
    if (isDenied(cause)) {
      return new StorageAccessDeniedException(
          what + ": access denied. Give this user write access to the root folder " + root + ".",
          cause);
    }
    if (isFull(cause)) {
      return new StorageFullException(
          what
              + ": no space is left at "
              + root
              + ". Delete objects, or enlarge the disk or quota.",
          cause);
    }
    return new StorageUnavailableException(
        what + ": " + cause.getMessage() + ". Check the disk at " + root + ".", null, cause);
  }

  /**
   * Tells apart the failure to open what was seen as a file or folder and is a link by now; that
   * part of the text is the JDK's own.
   *
   * @return the failure, when it is another
   * @throws StorageAccessDeniedException when it is a link
   */
  static FileSystemException exchanged(Path path, FileSystemException cause) {
    if (cause instanceof NotDirectoryException || text(cause).contains("symbolic link")) {
      throw new StorageAccessDeniedException(
          "A link was put in the place of " + path + ", and is not followed. Remove it.", cause);
    }
    return cause;
  }

  static boolean isInterruption(IOException cause) {
    return cause instanceof ClosedByInterruptException
        || cause instanceof FileLockInterruptionException
        || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException));
  }

  /** Where the system does not say so in English, the free space does. */
  boolean isFull(IOException cause) {
    return !isDenied(cause) && (FULL.matcher(text(cause)).find() || hasNoSpace());
  }

  private static boolean isDenied(IOException cause) {
    return cause instanceof AccessDeniedException || DENIED.matcher(text(cause)).find();
  }

  private static String text(IOException cause) {
    String text = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
    return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
  }

  private boolean hasNoSpace() {
    try {
      FileStore store = Files.getFileStore(root);
      return store.getTotalSpace() > 0 && store.getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
