package io.energyops.it.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.activity.Activities;
import io.energyops.event.Outbox;
import io.energyops.identity.IdSource;
import io.energyops.it.DatabaseTestBase;
import io.energyops.removal.FileRemovals;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.local.LocalStorage;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportEngine;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.ImportSweeper;
import io.energyops.upload.Imports;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Imports over real parts. After each test there is nothing left but what the test kept. */
abstract class ImportTestBase extends DatabaseTestBase {

  static final Instant NOW = Instant.parse("2025-10-08T06:00:00Z");
  static final String USER = "dispatcher@example.org";
  static final String SNAPSHOT_HEADER = "TimePeriod,Timeblock,DAMprice,ScheduleMW\n";

  private static final List<String> TABLES =
      List.of(
          "market_snapshot_data",
          "dmo_generator_scheduling",
          "dmo_contract_scheduling",
          "dmo_market_bidding",
          "optimization_result",
          "storage_schedule");

  SwitchedStorage storage;
  FileRemovals removals;
  Imports imports;
  ImportSweeper sweeper;

  @BeforeEach
  void wire() throws IOException {
    List.of("outbox", "activity", "file_removal")
        .forEach(table -> execute("delete from #" + table));
    storage = new SwitchedStorage(emptyStorage());
    removals =
        new FileRemovals(database(), storage, IdSource.timeOrdered(), node().id(), new Random(1));
    ImportEngine engine = engine(node().id());
    imports = engine.imports();
    sweeper = engine.sweeper();
  }

  StorageBackend emptyStorage() throws IOException {
    return LocalStorage.open(Files.createTempDirectory(directory().root(), "s"));
  }

  @AfterEach
  void close() throws IOException {
    assertEquals(0, spooled(), "spooled files");
    execute("delete from #import");
    execute("delete from #uploaded_file");
    removals.close();
    storage.close();
  }

  final ImportEngine engine(String nodeId) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return ImportEngine.builder(
            new ImportEngine.Wiring(
                database(),
                storage,
                removals,
                new Outbox(node(), () -> {}),
                Activities.create(database(), IdSource.timeOrdered(), clock),
                nodeId,
                directory().spool()))
        .currentUser(() -> USER)
        .clock(clock)
        .build();
  }

  final ImportReport importCsv(String csv) {
    return importCsv(csv, ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }

  final ImportReport importCsv(String csv, ImportRequest request) {
    return imports.importFile(source("day.csv", csv), request);
  }

  static UploadSource source(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return UploadSource.of(name, "text/csv", () -> new ByteArrayInputStream(bytes), bytes.length);
  }

  /** A snapshot of so many rows from midnight on, one a minute. */
  static String snapshot(int rows) {
    StringBuilder csv = new StringBuilder(SNAPSHOT_HEADER);
    Instant start = Instant.parse("2025-10-08T00:00:00Z");
    IntStream.range(0, rows)
        .forEach(
            row ->
                csv.append(start.plusSeconds(60L * row))
                    .append(',')
                    .append(row % 96 + 1)
                    .append(',')
                    .append(row)
                    .append(".5,-1\n"));
    return csv.toString();
  }

  static long count(String table) {
    return number("select count(*) from #" + table);
  }

  /** Nothing in the database and nothing in storage tells of an import. */
  final void assertNothingLeft() {
    TABLES.forEach(table -> assertEquals(0, count(table), table));
    assertEquals(0, count("import"));
    assertEquals(0, count("uploaded_file"));
    assertEquals(0, storage.files());
    assertEquals(0, count("outbox"));
  }

  static long spooled() throws IOException {
    Path spool = directory().spool();
    if (!Files.isDirectory(spool)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.count();
    }
  }
}
