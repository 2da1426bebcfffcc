package io.energyops.table;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spreadsheet or CSV file opened for reading. Rows are streamed: memory does not grow with their
 * number, though the shared texts of a workbook are held. Not thread-safe; one cursor is open at a
 * time, and opening another closes the one before.
 */
public final class TableFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);

  private final String displayName;
  private final FileKind kind;
  private final TableSource source;
  private @Nullable RowCursor open;
  private boolean closed;

  private TableFile(String displayName, FileKind kind, TableSource source) {
    this.displayName = displayName;
    this.kind = kind;
    this.source = source;
  }

  /**
   * Opens a file. Its content decides how it is read, not its name.
   *
   * @param file the file; it must stay as it is until {@link #close()}
   * @param displayName the name that messages use, and the name of a CSV's only sheet
   * @param limits bounds of what is read
   * @return the open file
   * @throws TableUnreadableException when it is no table; the message says what it is and what to
   *     do
   * @throws TableLimitException when it is too large
   */
  public static TableFile open(Path file, String displayName, TableLimits limits) {
    Objects.requireNonNull(displayName, "displayName");
    checkSize(file, displayName, limits);
    FileKind kind = FileKind.detect(file);
    TableSource source =
        switch (kind) {
          case XLSX -> XlsxSource.open(file, displayName, limits);
          case XLS -> XlsSource.open(file, displayName, limits);
          case CSV -> CsvSource.open(file, displayName, limits);
          default -> throw new TableUnreadableException(displayName + " " + refusal(kind));
        };
    return new TableFile(displayName, kind, source);
  }

  private static void checkSize(Path file, String displayName, TableLimits limits) {
    try {
      long size = Files.size(file);
      if (size > limits.maxFileBytes()) {
        throw new TableLimitException(
            displayName
                + " has "
                + size
                + " bytes, more than the limit of "
                + limits.maxFileBytes()
                + "; split it");
      }
    } catch (IOException e) {
      throw new TableUnreadableException(displayName + " cannot be read", e);
    }
  }

  private static String refusal(FileKind kind) {
    return switch (kind) {
      case EMPTY -> "is empty; send a file with a header and rows";
      case HTML ->
          "is a web page (HTML), not a workbook, whatever its name says; open it in a spreadsheet"
              + " program, save it as .xlsx, and send that";
      case XML ->
          "is an XML document, not a workbook; open it in a spreadsheet program, save it as .xlsx,"
              + " and send that";
      case ENCRYPTED ->
          "is encrypted; remove the password in the spreadsheet program, save it as .xlsx, and send"
              + " that";
      case ZIP_OTHER ->
          "is a zip archive but not an .xlsx workbook (or it is cut off); save it as .xlsx, and"
              + " send that";
      default -> "is not a workbook and not text; save it as .xlsx or UTF-8 .csv, and send that";
    };
  }

  /**
   * Returns what the file is.
   *
   * @return XLSX, XLS or CSV
   */
  public FileKind kind() {
    return kind;
  }

  /**
   * Lists the sheets that hold cells, hidden ones too.
   *
   * @return the sheets in the order of the file; a CSV has one
   */
  public List<SheetInfo> sheets() {
    return source.sheets();
  }

  /**
   * Finds the sheet that is meant.
   *
   * @param selection which one
   * @return the sheet, which may be hidden when it was asked for by name or index
   * @throws SheetNotFoundException when there is none; the message lists those that exist
   */
  public SheetInfo select(SheetSelection selection) {
    return selection.from(source.sheets(), displayName);
  }

  /**
   * Starts to read a sheet from its first row. Closes the cursor opened before.
   *
   * @param sheet one of {@link #sheets()}
   * @return a cursor before the first row
   * @throws TableUnreadableException when the sheet is damaged or missing
   * @throws TableLimitException when the shared texts pass a limit
   * @throws ConflictException when this file was closed
   */
  public RowCursor rows(SheetInfo sheet) {
    if (closed) {
      throw new ConflictException(ErrorCode.CLOSED, displayName + " was closed; open it again");
    }
    if (!source.sheets().contains(sheet)) {
      throw new SheetNotFoundException(
          displayName + " has no sheet '" + sheet.name() + "' at index " + sheet.index());
    }
    if (open != null) {
      open.close();
    }
    open = source.rows(sheet);
    return open;
  }

  /** Closes the cursor and the file; further calls do nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (open != null) {
      open.close();
    }
    try {
      source.close();
    } catch (IOException e) {
      LOG.debug("Closing a table file that was only read failed", e);
    }
  }
}
