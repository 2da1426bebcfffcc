package io.energyops.storage.local;

import io.energyops.storage.StorageBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens storage over a local folder. Objects are files whose names encode the keys, so that keys
 * that differ only in case, names that Windows reserves, and {@code a} beside {@code a/b} are safe
 * on every file system. Each file ends with a trailer that holds the object's metadata.
 *
 * <p>Many instances and processes may use one folder at once. Links below the folder are never
 * followed; the description of this package says what Java leaves open. Nobody else should write
 * there. A folder that is copied or restored should keep the files' times: where it does not,
 * listings open the files to describe them, and once in a thousand files tell the new time.
 *
 * <p>A backend holds up to 32 folders open until it is closed. One whose root was removed or
 * exchanged reports itself unavailable until that root is back.
 */
public final class LocalStorage {

  static final String TYPE = "local";

  private LocalStorage() {}

  /**
   * Opens storage over a folder with the usual settings.
   *
   * @param root the folder; created when it does not exist
   * @return a new backend, which the caller closes
   * @throws io.energyops.storage.StorageException when the folder cannot be used
   */
  public static StorageBackend open(Path root) {
    return builder(root).open();
  }

  /**
   * Starts with the usual settings.
   *
   * @param root the folder; created when it does not exist
   * @return a builder
   */
  public static Builder builder(Path root) {
    return new Builder(root);
  }

  /** Builds a backend over a local folder; not thread-safe. */
  public static final class Builder {

    private final Path root;
    private Clock clock = Clock.systemUTC();
    private Supplier<UUID> ids = UUID::randomUUID;
    private Duration litterAge = Duration.ofHours(24);
    private @Nullable Executor executor;
    private int listingWindow = listingWindow(Runtime.getRuntime().maxMemory());
    private boolean heldFolders = true;

    private Builder(Path root) {
      this.root = Objects.requireNonNull(root, "root");
    }

    /**
     * Sets the clock of the objects' times.
     *
     * @param value the clock; default the system's
     * @return this builder
     */
    public Builder clock(Clock value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets where versions and temporary names come from.
     *
     * @param value gives ids that never repeat, also among processes; default random ones
     * @return this builder
     */
    public Builder ids(Supplier<UUID> value) {
      this.ids = Objects.requireNonNull(value, "ids");
      return this;
    }

    /**
     * Sets how long an unfinished write may be idle before opening sweeps it away.
     *
     * @param value at least a minute; default 24 hours
     * @return this builder
     * @throws IllegalArgumentException when it is shorter
     */
    public Builder litterAge(Duration value) {
      if (value.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("The litter age is at least a minute, not " + value);
      }
      this.litterAge = value;
      return this;
    }

    /**
     * Sets who has the disk write the beginning of a large object while its rest still comes. A
     * task runs as long as the disk needs for some megabytes.
     *
     * @param value may refuse tasks; default threads of the backend's own, which end when idle
     * @return this builder
     */
    public Builder executor(Executor value) {
      this.executor = Objects.requireNonNull(value, "executor");
      return this;
    }

    Builder listingWindow(int names) {
      this.listingWindow = names;
      return this;
    }

    /** A tenth of the heap at most holds names, the least is enough for most folders. */
    private static int listingWindow(long heapBytes) {
      return (int) Math.max(60_000, Math.min(1_000_000, heapBytes / 2000));
    }

    /** As on a system that cannot hold folders open. */
    Builder withoutHeldFolders() {
      this.heldFolders = false;
      return this;
    }

    /**
     * Opens the backend and sweeps what crashes left.
     *
     * @return a new backend, which the caller closes
     * @throws io.energyops.storage.StorageException when the folder cannot be used
     */
    public StorageBackend open() {
      Folders folders = RootFolder.prepare(root, heldFolders, System::nanoTime);
      try {
        return over(folders);
      } catch (RuntimeException e) {
        folders.close();
        throw e;
      }
    }

    private StorageBackend over(Folders folders) {
      boolean links = RootFolder.probe(folders.root(), ids);
      new LitterSweep(folders, clock.instant().minus(litterAge)).run();
      WriteBackThreads own = new WriteBackThreads();
      Executor used = executor == null ? own : executor;
      Drafts drafts = new Drafts(folders, ids, new Stamps(clock, ids), used);
      Listings listings = new Listings(folders, ids, listingWindow);
      return new LocalBackend(drafts, listings, links, own::close);
    }
  }
}
