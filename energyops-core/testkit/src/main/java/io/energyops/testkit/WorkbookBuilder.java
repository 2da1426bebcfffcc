package io.energyops.testkit;

import io.energyops.upload.Dataset;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Makes workbooks for tests, as .xlsx and as .csv. The same calls give the same bytes. Not
 * thread-safe.
 */
public final class WorkbookBuilder {

  private final List<Sheet> sheets = new ArrayList<>();

  private WorkbookBuilder() {}

  /**
   * Begins with a workbook without sheets.
   *
   * @return a builder
   */
  public static WorkbookBuilder create() {
    return new WorkbookBuilder();
  }

  /**
   * Begins with a day of the market: a sheet with the 96 blocks of a valid market snapshot.
   *
   * @param day the day
   * @return a builder
   */
  public static WorkbookBuilder marketSnapshotDay(LocalDate day) {
    return day(Dataset.MARKET_SNAPSHOT, day, day.toEpochDay());
  }

  /**
   * Begins with a day of any dataset: a sheet, named as the dataset, with its headers in row 1 and
   * 96 valid rows below.
   *
   * @param dataset the dataset
   * @param day the day
   * @param seed the same seed gives the same numbers
   * @return a builder
   */
  public static WorkbookBuilder day(Dataset<?> dataset, LocalDate day, long seed) {
    return create().sheet(dataset.name(), new SampleDay(dataset, day, seed)::fill);
  }

  /**
   * Begins with a day of any dataset and changes it, to have a row that must be refused for
   * instance.
   *
   * @param dataset the dataset
   * @param day the day
   * @param seed the same seed gives the same numbers
   * @param change changes cells, or adds rows below
   * @return a builder
   */
  public static WorkbookBuilder day(
      Dataset<?> dataset, LocalDate day, long seed, Consumer<SheetBuilder> change) {
    SampleDay sample = new SampleDay(dataset, day, seed);
    return create()
        .sheet(
            dataset.name(),
            sheet -> {
              sample.fill(sheet);
              change.accept(sheet);
            });
  }

  /**
   * Adds a sheet.
   *
   * @param name its name
   * @param content fills it
   * @return this
   */
  public WorkbookBuilder sheet(String name, Consumer<SheetBuilder> content) {
    return add(name, Sheet.Visibility.VISIBLE, content);
  }

  /**
   * Adds a sheet that people can make visible.
   *
   * @param name its name
   * @param content fills it
   * @return this
   */
  public WorkbookBuilder hiddenSheet(String name, Consumer<SheetBuilder> content) {
    return add(name, Sheet.Visibility.HIDDEN, content);
  }

  /**
   * Adds a sheet that only programs can make visible, as add-ins do.
   *
   * @param name its name
   * @param content fills it
   * @return this
   */
  public WorkbookBuilder veryHiddenSheet(String name, Consumer<SheetBuilder> content) {
    return add(name, Sheet.Visibility.VERY_HIDDEN, content);
  }

  /**
   * Makes the workbook.
   *
   * @return the bytes of an .xlsx file
   * @throws IllegalStateException when no sheet is visible
   */
  public byte[] xlsx() {
    firstVisible();
    return WorkbookXml.of(sheets);
  }

  /**
   * Makes comma-separated text of the first visible sheet. Formulas give their computed values,
   * times have the form {@code 2025-10-08 00:15:00}.
   *
   * @return lines that end with CR LF
   * @throws IllegalStateException when no sheet is visible
   */
  public String csv() {
    return CsvText.of(firstVisible());
  }

  /**
   * Writes a file.
   *
   * @param file ends with {@code .csv} for the first visible sheet in UTF-8, else the workbook is
   *     written; replaced when it exists
   * @return the file
   * @throws UncheckedIOException when it cannot be written
   */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes(file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("The workbook " + file + " cannot be written", e);
    }
  }

  /**
   * Makes an upload without a file.
   *
   * @param fileName as the user's file would be called; what ends with {@code .csv} is the first
   *     visible sheet, else it is the workbook
   * @return the upload
   */
  public UploadSource upload(String fileName) {
    byte[] bytes = bytes(fileName);
    return UploadSource.of(fileName, null, () -> new ByteArrayInputStream(bytes), bytes.length);
  }

  private byte[] bytes(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".csv")
        ? csv().getBytes(StandardCharsets.UTF_8)
        : xlsx();
  }

  private Sheet firstVisible() {
    return sheets.stream()
        .filter(sheet -> sheet.visibility() == Sheet.Visibility.VISIBLE)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("A workbook needs a visible sheet; add one first"));
  }

  private WorkbookBuilder add(
      String name, Sheet.Visibility visibility, Consumer<SheetBuilder> content) {
    SheetBuilder sheet = new SheetBuilder();
    content.accept(sheet);
    sheets.add(new Sheet(name, visibility, sheet.rows()));
    return this;
  }
}
