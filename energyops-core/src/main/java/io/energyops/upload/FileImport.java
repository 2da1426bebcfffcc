package io.energyops.upload;

import io.energyops.database.DatabaseException;
import io.energyops.database.Transaction;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ImportId;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.table.SheetInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import, from its row to its end. The row is written before the file is stored, so that
 * whatever breaks off in between leaves something by which the file is found and removed.
 */
final class FileImport {

  private static final Logger LOG = LoggerFactory.getLogger(FileImport.class);

  private final ImportRepository imports = new ImportRepository();
  private final ImportParts parts;
  private final NewImport fresh;
  private final Claim claim;
  private final Instant now;

  FileImport(ImportParts parts, NewImport fresh, ImportId id) {
    this.parts = parts;
    this.fresh = fresh;
    this.claim = new Claim(id, parts.node(), 1);
    this.now = parts.clock().instant();
  }

  ImportId id() {
    return claim.id();
  }

  /** What was loaded, still invisible. */
  record Loaded(ImportCounts counts, ImportReport report) {}

  /** Stores the file and all accepted rows; leaves nothing when it throws. */
  Loaded load(
      Path file, SheetRows rows, ImportRequest request, List<SheetInfo> sheets, SheetInfo sheet) {
    parts
        .database()
        .write(
            tx -> {
              imports.begin(tx, claim, fresh, now);
              return true;
            });
    try (ErrorLog errors = new ErrorLog(parts.spool(), request.maxErrors())) {
      save(fresh.key(), source(file));
      ProgressGuard progress = new ProgressGuard(request.progress());
      ImportCounts counts = load(rows, request, errors, progress);
      StorageKey complete = errors.complete().map(this::saveErrors).orElse(null);
      progress.tell(counts.accepted(), counts.refused(), true);
      return new Loaded(
          counts,
          new ImportReport(
              claim.id(), counts, errors.kept(), sheets, sheet, parts.storage(), complete));
    } catch (RuntimeException | Error e) {
      takeBack(e);
      throw e;
    }
  }

  /** Ends the import in a transaction of its own; leaves nothing when it throws. */
  void end(ImportCounts counts) {
    String error = counts.imported() > 0 ? null : message(counts);
    try {
      boolean ended = parts.database().write(tx -> end(tx, counts, error));
      if (!ended) {
        throw RowLoad.lost(claim);
      }
    } catch (DatabaseException e) {
      // The answer to a commit may be lost while the commit is done.
      if (!endedAnyway(e)) {
        takeBack(e);
        throw e;
      }
    } catch (RuntimeException | Error e) {
      takeBack(e);
      throw e;
    }
  }

  /** Makes the rows visible in a transaction of the host. */
  void complete(Transaction tx, ImportCounts counts) {
    if (end(tx, counts, null)) {
      return;
    }
    Optional<StoredImport> found = imports.find(tx, claim.id());
    if (found.isPresent() && found.get().fence() != claim.fence()) {
      throw RowLoad.lost(claim);
    }
    throw notStaged(
        found.isPresent()
            ? "was completed before"
            : "is not there any more, or not yet for a transaction that began before the staging");
  }

  /** Takes out what nobody completed. */
  void discard() {
    stored()
        .filter(found -> found.status() == ImportStatus.LOADING && found.fence() == claim.fence())
        .ifPresent(found -> parts.removal().remove(found, "import discarded", tx -> {}));
  }

  String message(ImportCounts counts) {
    return counts.message(fresh.sheet());
  }

  ConflictException notStaged(String why) {
    return new ConflictException(
        ErrorCode.IMPORT_NOT_STAGED,
        "Import " + claim.id() + " cannot be completed: it " + why + "; stage the file again");
  }

  private boolean end(Transaction tx, ImportCounts counts, @Nullable String error) {
    Instant ended = parts.clock().instant();
    if (!imports.end(tx, claim, counts, error, ended)) {
      return false;
    }
    parts.trail().ended(tx, fresh, claim.id(), counts, error, ended);
    return true;
  }

  private boolean endedAnyway(DatabaseException e) {
    try {
      return stored().filter(found -> found.status() != ImportStatus.LOADING).isPresent();
    } catch (DatabaseException unknown) {
      e.addSuppressed(unknown);
      return false;
    }
  }

  private ImportCounts load(
      SheetRows rows, ImportRequest request, ErrorLog errors, ProgressGuard progress) {
    RowCheck check =
        new RowCheck(fresh.dataset(), request.rowSettings(parts.marketZone()), parts.constraints());
    ImportCounts counts =
        new RowLoad(parts.database(), fresh.dataset(), claim, parts.ids(), now)
            .load(rows, check, errors, request.refusedRows(), progress);
    if (counts.imported() == 0 && counts.accepted() > 0) {
      parts.removal().removeRows(fresh.dataset(), claim.id());
    }
    return counts;
  }

  private void takeBack(Throwable reason) {
    try {
      Optional<StoredImport> found = stored();
      if (found.isEmpty() || found.get().fence() != claim.fence()) {
        // Another owner may have looked for the file before it was stored.
        parts.removal().removeFiles(fresh.fileId(), fresh.key(), "import was taken over");
      } else if (found.get().status() == ImportStatus.LOADING) {
        parts.removal().remove(found.get(), "import failed", tx -> {});
      }
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
      LOG.warn("Import {} failed and stays invisible; the next start removes it", claim.id());
    }
  }

  private Optional<StoredImport> stored() {
    return parts.database().read(tx -> imports.find(tx, claim.id()));
  }

  private StorageKey saveErrors(Path file) {
    StorageKey key = UploadKeys.errors(fresh.fileId());
    save(key, ObjectSource.of(file).withContentType("text/csv"));
    return key;
  }

  private ObjectSource source(Path file) {
    ObjectSource source = ObjectSource.of(file);
    return fresh.contentType().map(source::withContentType).orElse(source);
  }

  private void save(StorageKey key, ObjectSource source) {
    try {
      parts.storage().save(key, source);
    } catch (StorageException e) {
      throw new EnergyOpsException(
          ErrorCode.STORAGE_FAILURE,
          "The file could not be stored (" + e.code() + "), so nothing was imported",
          e);
    }
  }
}
