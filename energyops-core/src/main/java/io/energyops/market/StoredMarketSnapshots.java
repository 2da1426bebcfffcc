package io.energyops.market;

import io.energyops.database.Database;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.ImportId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The aggregation whose stored records are in a database. */
final class StoredMarketSnapshots implements MarketSnapshots {

  private static final int PAGE = 1_000;

  private final MarketSnapshotRepository repository = new MarketSnapshotRepository();
  private final Database database;

  StoredMarketSnapshots(Database database) {
    this.database = database;
  }

  @Override
  public MarketSnapshotStats statsForDate(@Nullable LocalDate date, ZoneId zone) {
    MarketDay day = MarketDay.of(date, zone);
    return database.read(tx -> repository.sums(tx, day.start(), day.end())).stats();
  }

  @Override
  public MarketSnapshotStats statsForImport(ImportId id) {
    return database
        .read(tx -> repository.sums(tx, id))
        .orElseThrow(
            () ->
                new NotFoundException(
                    ErrorCode.NOT_FOUND, "There is no visible import " + id.value()))
        .stats();
  }

  @Override
  public Iterable<MarketSnapshotRecord> records(Instant start, Instant end) {
    return () ->
        new MarketSnapshotPages(
            after -> database.read(tx -> repository.page(tx, start, end, after, PAGE)));
  }
}
