package io.energyops.upload;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.run.ImportId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what broken imports and deletions left: of this node's earlier lives, and of nodes whose
 * lease has expired. What this JVM works on is left alone. Thread-safe.
 */
@Internal
public final class ImportSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(ImportSweeper.class);

  private final ImportRepository imports = new ImportRepository();
  private final Database database;
  private final ImportRemoval removal;
  private final UploadSpool spool;
  private final Set<ImportId> active;
  private final Clock clock;

  ImportSweeper(
      Database database,
      ImportRemoval removal,
      UploadSpool spool,
      Set<ImportId> active,
      Clock clock) {
    this.database = database;
    this.removal = removal;
    this.spool = spool;
    this.active = active;
    this.clock = clock;
  }

  /**
   * Sweeps once, with the folder of copies of files.
   *
   * @param nodeId id of this node
   * @return how many imports were removed
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  public int sweep(String nodeId) {
    spool.sweep(clock.instant());
    return sweepImports(nodeId);
  }

  /**
   * Begins to sweep by itself, without the folder, whose files are in use.
   *
   * @param nodeId id of this node
   * @param scheduler runs it; stays the caller's and ends it
   * @param interval how often
   */
  public void start(String nodeId, ScheduledExecutorService scheduler, Duration interval) {
    long millis = interval.toMillis();
    var unused =
        scheduler.scheduleWithFixedDelay(
            () -> sweepSafely(nodeId), millis, millis, TimeUnit.MILLISECONDS);
  }

  private int sweepImports(String nodeId) {
    List<StoredImport> unfinished = database.read(tx -> imports.unfinished(tx, nodeId));
    int removed = 0;
    for (StoredImport found : unfinished) {
      if (!active.contains(found.id()) && removed(found)) {
        LOG.info("Removed import {}, which was left {}", found.id(), found.status().stored());
        removed++;
      }
    }
    return removed;
  }

  private boolean removed(StoredImport found) {
    try {
      return removal.remove(found, "unfinished import", tx -> {}).isPresent();
    } catch (DatabaseException e) {
      LOG.debug("Unfinished import {} cannot be removed now; the next sweep tries", found.id(), e);
      return false;
    }
  }

  private void sweepSafely(String nodeId) {
    try {
      sweepImports(nodeId);
    } catch (Throwable t) {
      LOG.debug("Unfinished imports cannot be looked for now; the next sweep tries", t);
    }
  }
}
