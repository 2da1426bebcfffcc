package io.energyops.examples.quickstart;

import io.energyops.market.MarketSnapshotRecord;
import io.energyops.market.MarketSnapshotRecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of an import as its CSV gives them: local times of the market's zone, one column for
 * each header.
 */
final class ImportedRows {

  private static final int BLOCKS = 96;
  private static final int MINUTES_PER_BLOCK = 15;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final CsvTable table;
  private final String timeColumn;
  private final String blockColumn;
  private final ZoneId zone;

  ImportedRows(CsvTable table, ZoneId zone) {
    this.table = table;
    this.zone = zone;
    this.timeColumn = "TimePeriod";
    this.blockColumn = table.has("TimeBlock") ? "TimeBlock" : "Timeblock";
  }

  int size() {
    return table.size();
  }

  CsvTable table() {
    return table;
  }

  boolean hasPrices() {
    return table.has(blockColumn) && (table.has("DAMprice") || table.has("DAMPrice"));
  }

  /** The same columns have two spellings: of a market snapshot, and of a model's result. */
  List<MarketSnapshotRecord> records(Instant createdAt) {
    boolean snapshot = table.has("DAMprice");
    List<MarketSnapshotRecord> records = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      MarketSnapshotRecordBuilder record =
          MarketSnapshotRecord.builder(time(row).atZone(zone).toInstant(), block(row), createdAt);
      table.number(row, snapshot ? "DAMprice" : "DAMPrice").ifPresent(record::damPrice);
      table.number(row, snapshot ? "RTMprice" : "RTMPrice").ifPresent(record::rtmPrice);
      table.number(row, snapshot ? "GDAMprice" : "GDAMPrice").ifPresent(record::gdamPrice);
      table.number(row, snapshot ? "ScheduleMW" : "ScheduledMW").ifPresent(record::scheduledMw);
      table
          .number(row, snapshot ? "ModelresultMW" : "ModelResultsMW")
          .ifPresent(record::modelResultMw);
      table.number(row, "PurchaseBidMW").ifPresent(record::purchaseBidMw);
      table.number(row, "SellBidMW").ifPresent(record::sellBidMw);
      records.add(record.build());
    }
    return records;
  }

  Set<LocalDate> dates() {
    Set<LocalDate> dates = new TreeSet<>();
    for (int row = 0; row < size(); row++) {
      dates.add(time(row).toLocalDate());
    }
    return dates;
  }

  /** Returns why these rows are not one market day of 96 blocks, or empty when they are. */
  Optional<String> whyNoMarketDay() {
    if (!table.has("ScheduleMW") || !table.has("DAMprice")) {
      return Optional.of("it is no market snapshot");
    }
    if (size() != BLOCKS) {
      return Optional.of("it has " + size() + " rows, and a market day has 96 blocks");
    }
    Set<Integer> blocks = new HashSet<>();
    for (int row = 0; row < size(); row++) {
      if (!blocks.add(block(row))) {
        return Optional.of("block " + block(row) + " is there twice");
      }
      LocalDateTime expected =
          time(0).plusMinutes((long) (block(row) - block(0)) * MINUTES_PER_BLOCK);
      if (!time(row).equals(expected)) {
        return Optional.of(
            "block " + block(row) + " begins at " + time(row) + ", not at " + expected);
      }
    }
    return Optional.empty();
  }

  /** Returns the minute of the day at which block 1 begins. */
  int firstMinute() {
    LocalDateTime first = time(0).minusMinutes((long) (block(0) - 1) * MINUTES_PER_BLOCK);
    return first.getHour() * 60 + first.getMinute();
  }

  private int block(int row) {
    return Integer.parseInt(table.text(row, blockColumn));
  }

  private LocalDateTime time(int row) {
    return LocalDateTime.parse(table.text(row, timeColumn), TIME);
  }
}
