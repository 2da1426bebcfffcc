package io.energyops.upload;

import io.energyops.database.Database;
import io.energyops.database.SlicedDelete;
import io.energyops.database.Transaction;
import io.energyops.removal.DeleteReport;
import io.energyops.removal.FileRemovals;
import io.energyops.removal.RemovalReport;
import io.energyops.run.ImportId;
import io.energyops.storage.StorageKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an import out: hidden at once, then its rows in slices, then it and its files. */
final class ImportRemoval {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRemoval.class);

  private final ImportRepository imports = new ImportRepository();
  private final ImportRowRepository rows = new ImportRowRepository();
  private final Database database;
  private final FileRemovals files;
  private final String node;
  private final Clock clock;
  private final SlicedDelete slices;

  ImportRemoval(
      Database database, FileRemovals files, String node, Clock clock, LongSupplier nanoTicker) {
    this.database = database;
    this.files = files;
    this.node = node;
    this.clock = clock;
    this.slices = new SlicedDelete(database, nanoTicker);
  }

  /**
   * Removes an import.
   *
   * @param lastly done in the transaction that ends the removal
   * @return what went, or empty when another owner took the import meanwhile
   * @throws io.energyops.database.DatabaseException when it is loading and a transaction holds it
   */
  Optional<DeleteReport> remove(StoredImport found, String reason, Consumer<Transaction> lastly) {
    if (!marked(found)) {
      return Optional.empty();
    }
    long removed = removeRows(found.dataset(), found.id());
    List<StorageKey> keys = keys(found);
    boolean ended =
        database.write(
            tx -> {
              if (!imports.remove(tx, found)) {
                return false;
              }
              keys.forEach(key -> files.request(tx, key, reason));
              lastly.accept(tx);
              return true;
            });
    return ended ? Optional.of(report(removed, keys)) : Optional.empty();
  }

  // A transaction of the host that completes a loading import holds its row until it ends.
  private boolean marked(StoredImport found) {
    Function<Transaction, Boolean> mark =
        tx -> imports.markDeleting(tx, found, node, clock.instant());
    return found.status() == ImportStatus.LOADING
        ? database.writeUnlessLocked(mark)
        : database.write(mark);
  }

  /** Removes the rows alone, in slices. */
  long removeRows(Dataset<?> dataset, ImportId id) {
    return slices.drain((tx, limit) -> rows.deleteSlice(tx, dataset, id, limit));
  }

  /** Has files removed that nobody owns any more. */
  void removeFiles(String fileId, StorageKey file, String reason) {
    database.write(
        tx -> {
          files.request(tx, file, reason);
          files.request(tx, UploadKeys.errors(fileId), reason);
          return true;
        });
  }

  private static List<StorageKey> keys(StoredImport found) {
    List<StorageKey> keys = new ArrayList<>();
    if (found.storageKey() != null && found.fileId() != null) {
      keys.add(StorageKey.of(found.storageKey()));
      keys.add(UploadKeys.errors(found.fileId()));
    }
    return keys;
  }

  private DeleteReport report(long rowsRemoved, List<StorageKey> keys) {
    try {
      RemovalReport now = files.removeNow(keys);
      return new DeleteReport(rowsRemoved, now.removed(), now.failed());
    } catch (RuntimeException e) {
      LOG.debug("Files of a removed import stay requested", e);
      return new DeleteReport(rowsRemoved, 0, keys.size());
    }
  }
}
