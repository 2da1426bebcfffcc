package io.energyops.upload;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ImportId;
import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.table.SheetInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import came to. Immutable. */
public final class ImportReport {

  private final ImportId importId;
  private final ImportCounts counts;
  private final List<RowError> rowErrors;
  private final List<SheetInfo> availableSheets;
  private final SheetInfo selectedSheet;
  private final StorageBackend storage;
  private final @Nullable StorageKey completeErrors;

  ImportReport(
      ImportId importId,
      ImportCounts counts,
      List<RowError> rowErrors,
      List<SheetInfo> availableSheets,
      SheetInfo selectedSheet,
      StorageBackend storage,
      @Nullable StorageKey completeErrors) {
    this.importId = importId;
    this.counts = counts;
    this.rowErrors = List.copyOf(rowErrors);
    this.availableSheets = List.copyOf(availableSheets);
    this.selectedSheet = selectedSheet;
    this.storage = storage;
    this.completeErrors = completeErrors;
  }

  /**
   * Returns the import's id, by which it is found, used and deleted.
   *
   * @return the id
   */
  public ImportId importId() {
    return importId;
  }

  /**
   * Returns how the import ended.
   *
   * @return {@link ImportStatus#VISIBLE}, or {@link ImportStatus#FAILED} when nothing was imported
   */
  public ImportStatus status() {
    return counts.imported() > 0 ? ImportStatus.VISIBLE : ImportStatus.FAILED;
  }

  /**
   * Returns how many rows were imported.
   *
   * @return 0 or more
   */
  public long recordCount() {
    return counts.imported();
  }

  /**
   * Returns how many rows were refused.
   *
   * @return 0 or more
   */
  public long refusedCount() {
    return counts.refused();
  }

  /**
   * Returns the result in one sentence.
   *
   * @return such as {@code Imported 96 rows of sheet 'Market Data'; 0 rows were refused}
   */
  public String message() {
    return counts.message(selectedSheet.name());
  }

  /**
   * Returns the errors of the rows, in the order of the rows.
   *
   * @return texts of the form {@code Row N: …}, at most as many as the request allows; when nothing
   *     was imported and no row is to blame, the {@link #message()}
   */
  public List<String> errors() {
    return rowErrors.isEmpty() && counts.imported() == 0
        ? List.of(message())
        : rowErrors.stream().map(RowError::text).toList();
  }

  /**
   * Returns whether there are more errors than {@link #errors()} holds.
   *
   * @return true when only {@link #writeErrors} gives all
   */
  public boolean errorsTruncated() {
    return completeErrors != null;
  }

  /**
   * Lists the sheets of the file, hidden ones marked.
   *
   * @return the sheets in the order of the file
   */
  public List<SheetInfo> availableSheets() {
    return availableSheets;
  }

  /**
   * Returns the sheet that was read.
   *
   * @return the sheet
   */
  public SheetInfo selectedSheet() {
    return selectedSheet;
  }

  /**
   * Writes all errors as CSV in UTF-8 with the columns {@code Row} and {@code Error}. Works until
   * the import is deleted.
   *
   * @param target file to write, replaced when it exists
   * @throws EnergyOpsException when the file cannot be written
   */
  public void writeErrors(Path target) {
    try {
      if (completeErrors == null) {
        try (Writer writer = Files.newBufferedWriter(target)) {
          writer.write(RowError.CSV_HEADER + "\r\n");
          for (RowError error : rowErrors) {
            writer.write(error.csv() + "\r\n");
          }
        }
      } else {
        try (InputStream errors = storage.open(completeErrors, ByteRange.all())) {
          Files.copy(errors, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.INVALID_ARGUMENT,
          "The errors could not be written to " + target + "; check the folder and its free space",
          e);
    }
  }

  @Override
  public String toString() {
    return importId + ": " + message();
  }
}
