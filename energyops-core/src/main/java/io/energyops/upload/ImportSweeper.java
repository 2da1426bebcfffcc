package io.energyops.upload;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.run.ImportId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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
   * Sweeps once.
   *
   * @param nodeId id of this node
   * @return how many imports were removed
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  public int sweep(String nodeId) {
    spool.sweep(clock.instant());
    List<StoredImport> unfinished = database.read(tx -> imports.unfinished(tx, nodeId));
    int removed = 0;
    for (StoredImport found : unfinished) {
      if (!active.contains(found.id())
          && removal.remove(found, "unfinished import", tx -> {}).isPresent()) {
        LOG.info("Removed import {}, which was left {}", found.id(), found.status().stored());
        removed++;
      }
    }
    return removed;
  }
}
