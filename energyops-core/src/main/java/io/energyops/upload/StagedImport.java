package io.energyops.upload;

import io.energyops.annotation.Internal;
import io.energyops.database.Transaction;
import io.energyops.run.ImportId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An import whose file is stored and whose rows are all loaded, but invisible. A transaction of the
 * host completes it; when that is rolled back it may be completed again. Close it after the host's
 * transaction has ended: what was not completed is taken out. Thread-safe.
 *
 * <p>One that is closed before the host's transaction has ended follows that transaction too: the
 * rows are visible after a commit; after a roll-back they stay invisible and are removed within
 * some minutes. One that is never closed, because its JVM ended, is removed at the next opening.
 */
public final class StagedImport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StagedImport.class);

  private final FileImport file;
  private final FileImport.Loaded loaded;
  private final Set<ImportId> active;
  private final AtomicBoolean closed = new AtomicBoolean();

  StagedImport(FileImport file, FileImport.Loaded loaded, Set<ImportId> active) {
    this.file = file;
    this.loaded = loaded;
    this.active = active;
  }

  /**
   * Returns the import's id, by which it is found after its completion.
   *
   * @return the id
   */
  public ImportId importId() {
    return file.id();
  }

  /**
   * Returns what the import comes to when it is completed. The errors of its rows may be read and
   * written before; a status of {@link ImportStatus#FAILED} says that no row was accepted and that
   * it cannot be completed.
   *
   * @return the report
   */
  public ImportReport report() {
    return loaded.report();
  }

  /**
   * Takes the import out with its rows and its file unless its completion was committed. Idempotent
   * and never throws: what the database refuses now is removed later, and a warning says so.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      file.discard();
    } catch (RuntimeException e) {
      LOG.warn(
          "Import {} could not be discarded now, perhaps because the host's transaction is still"
              + " open; unless that commits, it stays invisible and is removed later ({})",
          file.id(),
          e.toString());
      LOG.debug("Why import {} could not be discarded", file.id(), e);
    } finally {
      active.remove(file.id());
    }
  }

  /**
   * Makes the rows visible when the transaction commits.
   *
   * @param tx the transaction of the host
   * @throws io.energyops.error.ConflictException when the import was completed or closed before,
   *     has no accepted row, or another node took it over
   */
  @Internal
  public void complete(Transaction tx) {
    if (closed.get()) {
      throw file.notStaged("was closed");
    }
    if (loaded.counts().imported() == 0) {
      throw file.notStaged("has nothing to show (" + file.message(loaded.counts()) + ")");
    }
    file.complete(tx, loaded.counts());
  }

  /** Ends the import at once, also one without an accepted row. */
  ImportReport end() {
    try {
      file.end(loaded.counts());
      return loaded.report();
    } finally {
      closed.set(true);
      active.remove(file.id());
    }
  }
}
