package io.energyops.database;

import io.energyops.annotation.Internal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds what belongs to this host: the embedded database, local storage, running
 * executions and the node slots. One JVM opens it once; another JVM gets the next node slot.
 * Thread-safe.
 */
@Internal
public final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final int MAX_SLOTS = 1024;

  private final Path root;
  private final FileChannel guard;
  private final FileChannel slotChannel;
  private final int slot;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DataDirectory(Path root, FileChannel guard, FileChannel slotChannel, int slot) {
    this.root = root;
    this.guard = guard;
    this.slotChannel = slotChannel;
    this.slot = slot;
  }

  /**
   * Opens a directory, making it where it is missing, and takes a node slot.
   *
   * @param directory where
   * @return the open directory
   * @throws DataDirectoryException when it cannot be made or written
   * @throws DataDirectoryInUseException when this JVM has it open already
   */
  public static DataDirectory open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      root = root.toRealPath();
      Files.createDirectories(root.resolve("nodes"));
      refuseReadOnly(root);
    } catch (IOException e) {
      throw new DataDirectoryException(
          "Data directory "
              + root
              + " cannot be used ("
              + reason(e)
              + "); give a directory that this user may create and write",
          e);
    }
    FileChannel guard = guard(root);
    try {
      return takeSlot(root, guard);
    } catch (IOException | RuntimeException e) {
      closeQuietly(guard);
      if (e instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new DataDirectoryException(
          "Data directory " + root + ": no node slot could be locked (" + reason(e) + ")", e);
    }
  }

  /**
   * Returns the directory.
   *
   * @return an absolute path without links
   */
  public Path root() {
    return root;
  }

  /**
   * Returns the file of the embedded database.
   *
   * @return a path below the root
   */
  public Path databaseFile() {
    return root.resolve("energyops.db");
  }

  /**
   * Returns the root of local storage.
   *
   * @return a path below the root
   */
  public Path storage() {
    return root.resolve("storage");
  }

  /**
   * Returns the folder of the executions of this node.
   *
   * @return a path below the root
   */
  public Path runs() {
    return root.resolve("runs");
  }

  /**
   * Returns the folder where uploads are spooled while they are read.
   *
   * @return a path below the root
   */
  public Path spool() {
    return root.resolve("spool");
  }

  /**
   * Returns the folder of the node slots.
   *
   * @return a path below the root
   */
  public Path nodes() {
    return root.resolve("nodes");
  }

  /**
   * Returns the slot of this JVM.
   *
   * @return 0 for the first JVM on this directory
   */
  public int slot() {
    return slot;
  }

  /**
   * Takes the slots that a JVM held and nobody holds now, each for as long as the action runs, so
   * that what its node left behind can be taken over without a race.
   *
   * @param action gets the slot's number
   */
  public void withAbandonedSlots(IntConsumer action) {
    for (int other = 0; other < MAX_SLOTS; other++) {
      Path file = root.resolve("nodes").resolve(other + ".lock");
      if (other == slot) {
        continue;
      }
      if (!Files.exists(file)) {
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        if (channel.tryLock() != null) {
          action.accept(other);
        }
      } catch (IOException | OverlappingFileLockException e) {
        LOG.warn("Node slot {} of {} could not be inspected", other, root, e);
      }
    }
  }

  /**
   * Returns whether the directory lies on a file system of another machine, where SQLite's locks do
   * not hold.
   *
   * @return the type of the file system when it is one
   */
  public Optional<String> networkFileSystem() {
    try {
      String type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
      boolean remote =
          type.startsWith("nfs")
              || type.startsWith("cifs")
              || type.startsWith("smb")
              || type.startsWith("9p")
              || type.startsWith("afs")
              || type.startsWith("ceph")
              || type.startsWith("gluster")
              || type.startsWith("lustre")
              || type.startsWith("fuse.sshfs");
      return remote ? Optional.of(type) : Optional.empty();
    } catch (IOException e) {
      LOG.debug("Type of the file system of {} is unknown", root, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closeQuietly(slotChannel);
      closeQuietly(guard);
    }
  }

  // A shared lock never keeps another process out, but Java's lock table, which all class loaders
  // of
  // a JVM share, refuses a second one in this process. It is tried before any node lock is touched:
  // closing a second channel of a locked file would drop the POSIX lock of the first.
  private static FileChannel guard(Path root) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              root.resolve("nodes").resolve("open.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(0, 1, true);
      if (lock == null) {
        throw new IOException("another program holds an exclusive lock on nodes/open.lock");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw new DataDirectoryInUseException(
          "Data directory "
              + root
              + " is open in this JVM already; share that EnergyOps instance, or close it first",
          e);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new DataDirectoryException(
          "Data directory " + root + " cannot be locked (" + reason(e) + ")", e);
    }
  }

  private static DataDirectory takeSlot(Path root, FileChannel guard) throws IOException {
    for (int slot = 0; slot < MAX_SLOTS; slot++) {
      FileChannel channel =
          FileChannel.open(
              root.resolve("nodes").resolve(slot + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataDirectory(root, guard, channel, slot);
      }
      channel.close();
    }
    throw new DataDirectoryException(
        "Data directory " + root + " is used by " + MAX_SLOTS + " JVMs already", null);
  }

  private static void refuseReadOnly(Path root) throws IOException {
    Path probe = Files.createTempFile(root.resolve("nodes"), "probe", ".tmp");
    Files.delete(probe);
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("Closing a lock file failed", e);
      }
    }
  }
}
