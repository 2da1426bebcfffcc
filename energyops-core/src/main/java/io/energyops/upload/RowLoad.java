package io.energyops.upload;

import io.energyops.database.Database;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.identity.IdSource;
import io.energyops.table.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings the rows of one sheet into the table of its dataset, in slices. Not thread-safe. */
final class RowLoad {

  private static final int SLICE = 500;

  private final ImportRepository imports = new ImportRepository();
  private final ImportRowRepository rows = new ImportRowRepository();
  private final Database database;
  private final Dataset<?> dataset;
  private final Claim claim;
  private final RowIds ids;
  private final Instant now;
  private final List<ImportRowRepository.StoredRow> slice = new ArrayList<>(SLICE);
  private long accepted;
  private long refused;

  RowLoad(Database database, Dataset<?> dataset, Claim claim, IdSource ids, Instant now) {
    this.database = database;
    this.dataset = dataset;
    this.claim = claim;
    this.ids = new RowIds(ids, claim.id().value());
    this.now = now;
  }

  /** Reads to the end of the sheet. */
  ImportCounts load(
      SheetRows sheet,
      RowCheck check,
      ErrorLog errors,
      RefusedRows policy,
      ProgressGuard progress) {
    for (Row row = sheet.next(); row != null; row = sheet.next()) {
      RowCheck.Checked checked = check.check(sheet.cells(row));
      if (checked.faults().isEmpty()) {
        accepted++;
        if (refused == 0 || policy == RefusedRows.KEEP_GOOD) {
          slice.add(new ImportRowRepository.StoredRow(ids.next(), checked.values()));
        }
      } else {
        refused++;
        errors.add(row.number(), checked.faults());
      }
      if ((accepted + refused) % SLICE == 0) {
        store();
        progress.tell(accepted, refused, false);
      }
    }
    store();
    return ImportCounts.of(accepted, refused, policy);
  }

  private void store() {
    if (slice.isEmpty()) {
      return;
    }
    database.write(
        tx -> {
          if (!imports.hold(tx, claim, now)) {
            throw lost(claim);
          }
          rows.insert(tx, dataset, claim.id(), slice, now);
          return true;
        });
    slice.clear();
  }

  static ConflictException lost(Claim claim) {
    return new ConflictException(
        ErrorCode.STALE_FENCE,
        "Import "
            + claim.id()
            + " was taken over by another node while it was loading, because this node's lease ran"
            + " out; import the file again");
  }
}
