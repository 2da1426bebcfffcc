package io.energyops.examples.benchmarks;

import io.energyops.market.MarketSnapshotRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as an import makes them: exact decimals, one number in fifty missing. */
final class MarketSnapshots {

  private MarketSnapshots() {}

  static List<MarketSnapshotRecord> records(int count) {
    List<MarketSnapshotRecord> records = new ArrayList<>(count);
    Instant created = Instant.parse("2026-07-30T10:00:00Z");
    for (int row = 0; row < count; row++) {
      records.add(
          new MarketSnapshotRecord(
              MarketRows.time(row).toInstant(ZoneOffset.UTC),
              MarketRows.block(row),
              number(row, 0),
              number(row, 1),
              number(row, 2),
              number(row, 3),
              number(row, 4),
              number(row, 5),
              number(row, 6),
              created.plusSeconds(row % 86_400)));
    }
    return records;
  }

  private static @Nullable BigDecimal number(int row, int column) {
    return (row + column * 7) % 50 == 0 ? null : BigDecimal.valueOf(MarketRows.number(row, column));
  }
}
