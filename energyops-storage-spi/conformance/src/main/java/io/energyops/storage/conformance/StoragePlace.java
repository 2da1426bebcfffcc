package io.energyops.storage.conformance;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the backends of one behaviour keep their objects: a folder, a bucket, a schema. Tells the
 * kit what it can do there besides calling the backend. Not thread-safe; for one behaviour only.
 */
public final class StoragePlace {

  /** Opens a backend. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens another instance over the same place.
     *
     * @return a new backend, which the kit closes
     * @throws Exception when it cannot be opened
     */
    StorageBackend open() throws Exception;
  }

  /** Cleans up. */
  @FunctionalInterface
  public interface Cleanup {
    /**
     * Removes the place.
     *
     * @throws Exception when it cannot be removed; the behaviour fails with it
     */
    void run() throws Exception;
  }

  private final Opener opener;
  private final @Nullable String onlyOne;
  private final List<StorageBackend> opened = new ArrayList<>();
  private Cleanup cleanup = () -> {};
  private @Nullable Consumer<StorageKey> refusal;

  private StoragePlace(Opener opener, @Nullable String onlyOne) {
    this.opener = Objects.requireNonNull(opener, "opener");
    this.onlyOne = onlyOne;
  }

  /**
   * Makes a place where any number of instances may be open at once, and which outlives them: this
   * shows that writes are durable and that the conditions hold among instances.
   *
   * @param opener opens another instance over this place with each call
   * @return the place
   */
  public static StoragePlace reopenable(Opener opener) {
    return new StoragePlace(opener, null);
  }

  /**
   * Makes a place of one instance, such as one in memory. What needs another instance is skipped.
   *
   * @param backend the only instance
   * @param reason why there is no other, to be printed
   * @return the place
   */
  public static StoragePlace single(StorageBackend backend, String reason) {
    Objects.requireNonNull(backend, "backend");
    return new StoragePlace(() -> backend, Objects.requireNonNull(reason, "reason"));
  }

  /**
   * Says how to clean up when all backends are closed.
   *
   * @param work removes the place
   * @return this place
   */
  public StoragePlace cleanedBy(Cleanup work) {
    this.cleanup = Objects.requireNonNull(work, "work");
    return this;
  }

  /**
   * Says how to make the backend fail to delete an object, to see that a bulk delete goes on with
   * the others. Without it, that behaviour is skipped.
   *
   * @param work from its return on until the clean-up, deleting the key that it is given fails
   * @return this place
   */
  public StoragePlace deletesRefusedBy(Consumer<StorageKey> work) {
    this.refusal = Objects.requireNonNull(work, "work");
    return this;
  }

  StorageBackend open() throws Exception {
    if (onlyOne != null && !opened.isEmpty()) {
      throw SkippedException.noSecondInstance(onlyOne);
    }
    StorageBackend backend = opener.open();
    if (opened.stream().anyMatch(other -> other == backend)) {
      throw new AssertionError(
          "The opener gave one instance twice. Open a new one each time, or use single(...).");
    }
    opened.add(backend);
    return backend;
  }

  void refuseDeleteOf(StorageKey key) {
    if (refusal == null) {
      throw SkippedException.noForcedFailure();
    }
    refusal.accept(key);
  }

  void clean() throws Exception {
    try {
      for (StorageBackend backend : opened) {
        backend.close();
      }
    } finally {
      cleanup.run();
    }
  }
}
