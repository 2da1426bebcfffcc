package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.table.SheetSelection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a file is to be imported. Immutable: each {@code with} method returns a changed copy. */
public final class ImportRequest {

  private static final int DEFAULT_MAX_ERRORS = 1000;
  private static final int MAX_ERRORS = 100_000;

  private final Settings settings;

  private ImportRequest(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins a request: the first visible sheet, times of the engine's market zone, 96 blocks a day,
   * good rows are kept, 1000 errors in memory, the usual upload rules.
   *
   * @param dataset what the rows are
   * @return the request
   */
  public static ImportRequest of(Dataset<?> dataset) {
    return new ImportRequest(
        new Settings(
            Objects.requireNonNull(dataset, "dataset"),
            SheetSelection.firstVisible(),
            null,
            false,
            null,
            RefusedRows.KEEP_GOOD,
            DEFAULT_MAX_ERRORS,
            progress -> {},
            UploadRules.defaults()));
  }

  /**
   * Reads another sheet than the first visible one.
   *
   * @param sheet which sheet
   * @return the copy
   */
  public ImportRequest withSheet(SheetSelection sheet) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            sheet,
            s.zone,
            s.halfHourBlocks,
            s.deliveryDate,
            s.refusedRows,
            s.maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Sets the zone of times that name none.
   *
   * @param zone the market's zone
   * @return the copy
   */
  public ImportRequest withZone(ZoneId zone) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            zone,
            s.halfHourBlocks,
            s.deliveryDate,
            s.refusedRows,
            s.maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Takes blocks of half an hour: time blocks are 1 to 48.
   *
   * @return the copy
   */
  public ImportRequest withHalfHourBlocks() {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            true,
            s.deliveryDate,
            s.refusedRows,
            s.maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Sets the day of cells that hold a time of day alone; without it they are faults.
   *
   * @param date the delivery day, in the market's zone
   * @return the copy
   */
  public ImportRequest withDeliveryDate(LocalDate date) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            s.halfHourBlocks,
            date,
            s.refusedRows,
            s.maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Sets what becomes of the import when rows are refused.
   *
   * @param policy the policy
   * @return the copy
   */
  public ImportRequest withRefusedRows(RefusedRows policy) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            s.halfHourBlocks,
            s.deliveryDate,
            policy,
            s.maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Bounds the errors that the report holds in memory; on disk it is complete.
   *
   * @param maxErrors 1 to 100000
   * @return the copy
   * @throws InvalidArgumentException when out of range
   */
  public ImportRequest withMaxErrors(int maxErrors) {
    if (maxErrors < 1 || maxErrors > MAX_ERRORS) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "maxErrors must be between 1 and " + MAX_ERRORS + ", but is " + maxErrors);
    }
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            s.halfHourBlocks,
            s.deliveryDate,
            s.refusedRows,
            maxErrors,
            s.progress,
            s.rules));
  }

  /**
   * Has a listener told how far the import is.
   *
   * @param listener the listener
   * @return the copy
   */
  public ImportRequest withProgress(ImportProgressListener listener) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            s.halfHourBlocks,
            s.deliveryDate,
            s.refusedRows,
            s.maxErrors,
            listener,
            s.rules));
  }

  /**
   * Sets which files are accepted.
   *
   * @param rules the rules
   * @return the copy
   */
  public ImportRequest withRules(UploadRules rules) {
    Settings s = settings;
    return new ImportRequest(
        new Settings(
            s.dataset,
            s.sheet,
            s.zone,
            s.halfHourBlocks,
            s.deliveryDate,
            s.refusedRows,
            s.maxErrors,
            s.progress,
            rules));
  }

  /**
   * Returns what the rows are.
   *
   * @return the dataset
   */
  public Dataset<?> dataset() {
    return settings.dataset;
  }

  /**
   * Returns which sheet is read.
   *
   * @return the selection
   */
  public SheetSelection sheet() {
    return settings.sheet;
  }

  /**
   * Returns the zone of times that name none.
   *
   * @return the zone, empty for the engine's market zone
   */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(settings.zone);
  }

  /**
   * Returns whether blocks last half an hour.
   *
   * @return true for 48 blocks a day, false for 96
   */
  public boolean halfHourBlocks() {
    return settings.halfHourBlocks;
  }

  /**
   * Returns the day of times of day that stand alone.
   *
   * @return the day, or empty
   */
  public Optional<LocalDate> deliveryDate() {
    return Optional.ofNullable(settings.deliveryDate);
  }

  /**
   * Returns what becomes of the import when rows are refused.
   *
   * @return the policy
   */
  public RefusedRows refusedRows() {
    return settings.refusedRows;
  }

  /**
   * Returns how many errors the report holds in memory.
   *
   * @return 1 to 100000
   */
  public int maxErrors() {
    return settings.maxErrors;
  }

  /**
   * Returns who is told how far the import is.
   *
   * @return the listener
   */
  public ImportProgressListener progress() {
    return settings.progress;
  }

  /**
   * Returns which files are accepted.
   *
   * @return the rules
   */
  public UploadRules rules() {
    return settings.rules;
  }

  RowSettings rowSettings(ZoneId marketZone) {
    return new RowSettings(
        settings.zone == null ? marketZone : settings.zone,
        settings.halfHourBlocks,
        settings.deliveryDate);
  }

  private record Settings(
      Dataset<?> dataset,
      SheetSelection sheet,
      @Nullable ZoneId zone,
      boolean halfHourBlocks,
      @Nullable LocalDate deliveryDate,
      RefusedRows refusedRows,
      int maxErrors,
      ImportProgressListener progress,
      UploadRules rules) {}
}
