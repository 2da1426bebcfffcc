package io.energyops.upload;

import io.energyops.database.Page;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.removal.DeleteReport;
import io.energyops.run.ImportId;
import io.energyops.table.SheetInfo;
import io.energyops.table.TableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The imports of this node. */
final class DefaultImports implements Imports {

  private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~ ]{1,255}");

  private final ImportRepository repository = new ImportRepository();
  private final ImportParts parts;
  private final Set<ImportId> active;
  private final ImportCsv csv;

  DefaultImports(ImportParts parts, Set<ImportId> active) {
    this.parts = parts;
    this.active = active;
    this.csv = new ImportCsv(parts.database(), parts.marketZone());
  }

  @Override
  public ImportReport importFile(UploadSource file, ImportRequest request) {
    return stage(file, request).end();
  }

  @Override
  public StagedImport stage(UploadSource file, ImportRequest request) {
    // Asked first, on the calling thread, before anything can take long.
    String user = parts.currentUser().getCurrentUserId();
    try (SpooledFile copy = parts.spool().accept(file, request.rules());
        TableFile table =
            TableFile.open(copy.path(), file.name(), FileRules.limits(request.rules()))) {
      SheetInfo sheet = table.select(request.sheet());
      String place = file.name() + ", sheet '" + sheet.name() + "'";
      SheetRows rows = new SheetRows(table.rows(sheet), request.dataset(), place);
      NewImport fresh = fresh(file, copy.path(), request, table, sheet, user);
      FileImport fileImport = new FileImport(parts, fresh, ImportId.of(parts.ids().next()));
      active.add(fileImport.id());
      try {
        return new StagedImport(
            fileImport, fileImport.load(copy.path(), rows, request, table.sheets(), sheet), active);
      } catch (RuntimeException | Error e) {
        active.remove(fileImport.id());
        throw e;
      }
    }
  }

  @Override
  public DeleteReport delete(ImportId id) {
    String user = parts.currentUser().getCurrentUserId();
    active.add(id);
    try {
      while (true) {
        StoredImport found = existing(id);
        Optional<DeleteReport> report =
            parts
                .removal()
                .remove(found, "import deleted", tx -> parts.trail().deleted(tx, found, user));
        if (report.isPresent()) {
          return report.get();
        }
      }
    } finally {
      active.remove(id);
    }
  }

  @Override
  public Optional<ImportInfo> find(ImportId id) {
    return parts
        .database()
        .read(tx -> repository.find(tx, id))
        .filter(found -> found.status() != ImportStatus.DELETING)
        .map(ImportInfo::new);
  }

  @Override
  public Page<ImportInfo> list(ImportQuery query) {
    return Page.of(
        parts.database().read(tx -> repository.list(tx, query)).stream()
            .map(ImportInfo::new)
            .toList(),
        query.limit(),
        info -> info.id().value());
  }

  @Override
  public void writeCsv(ImportId id, OutputStream out) throws IOException {
    csv.write(id, out);
  }

  private StoredImport existing(ImportId id) {
    StoredImport found =
        parts
            .database()
            .read(tx -> repository.find(tx, id))
            .orElseThrow(
                () -> new NotFoundException(ErrorCode.NOT_FOUND, "There is no import " + id));
    if (found.status() == ImportStatus.LOADING) {
      throw new ConflictException(
          ErrorCode.IMPORT_LOADING,
          "Import " + id + " is still loading; delete it when it has ended");
    }
    return found;
  }

  private NewImport fresh(
      UploadSource file,
      Path copy,
      ImportRequest request,
      TableFile table,
      SheetInfo sheet,
      String user) {
    return new NewImport(
        request.dataset(),
        parts.ids().next(),
        file.name(),
        UploadKeys.storedName(file.name()),
        size(copy),
        mediaType(file),
        sheet.name(),
        table.sheets().stream().map(SheetInfo::name).toList(),
        request.zone().orElse(parts.marketZone()),
        user);
  }

  private static @Nullable String mediaType(UploadSource file) {
    return file.mimeType().filter(type -> MEDIA_TYPE.matcher(type).matches()).orElse(null);
  }

  private static long size(Path copy) {
    try {
      return Files.size(copy);
    } catch (IOException e) {
      throw UploadSpool.failure(e);
    }
  }
}
