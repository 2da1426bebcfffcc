package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.table.SheetInfo;
import io.energyops.table.SheetSelection;
import io.energyops.upload.Dataset;
import io.energyops.upload.HeaderMismatchException;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a workbook in, as the kind of data that its headers say, and shows what was refused. */
final class WorkbookImport {

  private static final int SHOWN_ERRORS = 10;

  private final EnergyOps ops;
  private final Screen screen;
  private final Traces traces;
  private final TourSettings settings;

  WorkbookImport(EnergyOps ops, Screen screen, Traces traces, TourSettings settings) {
    this.ops = ops;
    this.screen = screen;
    this.traces = traces;
    this.settings = settings;
  }

  /**
   * What came in.
   *
   * @param dataset what the rows are
   * @param report what the import says
   * @param rows the imported rows
   */
  record Imported(Dataset<?> dataset, ImportReport report, ImportedRows rows) {}

  Imported run() {
    UploadSource source =
        settings.workbook() == null ? Shipped.workbook() : UploadSource.of(settings.workbook());
    screen.heading("Import " + source.name());
    Imported imported = importAs(source);
    ImportReport report = imported.report();
    if (report.availableSheets().size() > 1) {
      screen.line("   sheets: " + sheets(report));
    }
    screen.line("   " + imported.dataset().name() + ": " + report.message());
    List<String> errors = report.errors();
    errors.stream()
        .limit(SHOWN_ERRORS)
        .forEach(error -> screen.line("   " + screen.paint(Ink.YELLOW, error)));
    if (errors.size() > SHOWN_ERRORS) {
      screen.line("   ... and " + (errors.size() - SHOWN_ERRORS) + " more");
    }
    if (report.recordCount() == 0) {
      throw new TourFailure(
          "nothing of " + source.name() + " could be imported: " + report.message());
    }
    return imported;
  }

  /**
   * The dataset that asks for the most columns comes first: a model's result has all of a
   * snapshot's.
   */
  private Imported importAs(UploadSource source) {
    List<Dataset<?>> mostDemandingFirst =
        Dataset.all().stream()
            .sorted(Comparator.comparing(dataset -> -dataset.requiredHeaders().size()))
            .toList();
    @Nullable HeaderMismatchException mismatch = null;
    for (Dataset<?> dataset : mostDemandingFirst) {
      try {
        ImportReport report = ops.imports().importFile(source, request(dataset));
        traces.add(report.importId());
        return new Imported(dataset, report, rows(report));
      } catch (HeaderMismatchException e) {
        if (mismatch == null || dataset == Dataset.MARKET_SNAPSHOT) {
          mismatch = e;
        }
      }
    }
    throw new TourFailure(
        source.name()
            + " has the headers of no known kind of data ("
            + Dataset.all().stream().map(Dataset::name).collect(Collectors.joining(", "))
            + "). "
            + (mismatch == null ? "" : mismatch.getMessage()));
  }

  private ImportRequest request(Dataset<?> dataset) {
    ImportRequest request =
        ImportRequest.of(dataset)
            .withZone(settings.zone())
            .withProgress(new ImportProgressLine(screen));
    return settings.sheet() == null
        ? request
        : request.withSheet(SheetSelection.byName(settings.sheet()));
  }

  private ImportedRows rows(ImportReport report) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    if (report.recordCount() > 0) {
      try {
        ops.imports().writeCsv(report.importId(), csv);
      } catch (IOException e) {
        throw new IllegalStateException("Writing to memory does not fail", e);
      }
    }
    return new ImportedRows(CsvTable.parse(csv.toString(StandardCharsets.UTF_8)), settings.zone());
  }

  private static String sheets(ImportReport report) {
    return report.availableSheets().stream()
        .map(sheet -> sheet.name() + mark(sheet, report.selectedSheet()))
        .collect(Collectors.joining(", "));
  }

  private static String mark(SheetInfo sheet, SheetInfo selected) {
    if (sheet.index() == selected.index()) {
      return " (read)";
    }
    return sheet.visible() ? "" : " (hidden)";
  }
}
