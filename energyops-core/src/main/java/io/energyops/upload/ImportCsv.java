package io.energyops.upload;

import io.energyops.database.Database;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.ImportId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the rows of an import as CSV, page by page: a long read would pin SQLite's log. */
final class ImportCsv {

  private static final int PAGE = 1000;

  private final ImportRepository imports = new ImportRepository();
  private final ImportRowRepository rows = new ImportRowRepository();
  private final Database database;
  private final ZoneId zone;

  ImportCsv(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
  }

  void write(ImportId id, OutputStream out) throws IOException {
    StoredImport found = visible(id);
    DateTimeFormatter times = times(found);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(line(found.dataset().headers().stream()));
    // Ids of rows come from the import's own source, after its id.
    String last = id.value();
    for (long left = found.recordCount(); left > 0; ) {
      List<ImportRowRepository.StoredRow> page = page(found, last, Math.min(left, PAGE));
      if (page.isEmpty()) {
        throw new NotFoundException(
            ErrorCode.NOT_FOUND, "Import " + id + " was deleted while it was read");
      }
      for (ImportRowRepository.StoredRow row : page) {
        writer.write(line(Stream.of(row.values()).map(value -> text(value, times))));
      }
      last = page.get(page.size() - 1).id();
      left -= page.size();
    }
    writer.flush();
  }

  private List<ImportRowRepository.StoredRow> page(StoredImport found, String last, long limit) {
    return database.read(tx -> rows.page(tx, found.dataset(), found.id(), last, limit));
  }

  private StoredImport visible(ImportId id) {
    return database
        .read(tx -> imports.find(tx, id))
        .filter(found -> found.status() == ImportStatus.VISIBLE)
        .orElseThrow(
            () ->
                new NotFoundException(
                    ErrorCode.NOT_FOUND, "There is no import " + id + " with visible rows"));
  }

  private DateTimeFormatter times(StoredImport found) {
    String own = found.timeZone();
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
        .withZone(own == null ? zone : ZoneId.of(own));
  }

  private static String text(@Nullable Object value, DateTimeFormatter times) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant time) {
      return times.format(time);
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }

  private static String line(Stream<String> fields) {
    return fields.map(CsvField::of).collect(Collectors.joining(",")) + "\n";
  }
}
