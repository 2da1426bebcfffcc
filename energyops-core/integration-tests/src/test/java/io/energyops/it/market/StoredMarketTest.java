package io.energyops.it.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.error.InvalidArgumentException;
import io.energyops.error.NotFoundException;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import io.energyops.market.MarketAggregations;
import io.energyops.market.MarketSnapshotRecord;
import io.energyops.market.MarketSnapshotStats;
import io.energyops.market.MarketSnapshots;
import io.energyops.run.ImportId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StoredMarketTest extends DatabaseTestBase {

  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final LocalDate DATE = LocalDate.of(2025, 7, 1);
  private static final Instant DAY = DATE.atStartOfDay(KOLKATA).toInstant();
  private static final BigDecimal MOST = new BigDecimal("999999999999.999999");

  private final MarketSnapshots market = MarketAggregations.create(database());

  @BeforeEach
  void empty() {
    execute("delete from #market_snapshot_data");
    execute("delete from #import");
    imported("visible", "visible");
    imported("loading", "loading");
  }

  private static void imported(String id, String status) {
    execute(
        "insert into #import (id, dataset, status, created_by) values ('"
            + id
            + "', 'MARKET_SNAPSHOT', '"
            + status
            + "', 'system')");
  }

  private static void store(String importId, List<MarketSnapshotRecord> records) {
    database()
        .write(
            tx -> {
              PreparedBatch batch =
                  tx.batch(
                      """
                      insert into #market_snapshot_data (id, import_id, time_period, timeblock,
                        dam_price, gdam_price, rtm_price, scheduled_mw, modelresult_mw,
                        purchase_bid_mw, sell_bid_mw, created_at)
                      values (:id, :import, :time, :block, :dam, :gdam, :rtm, :scheduled, :model,
                        :purchase, :sell, :created)
                      """);
              int number = 0;
              for (MarketSnapshotRecord r : records) {
                batch
                    .bind("id", importId + number++)
                    .bind("import", importId)
                    .bind("time", r.timePeriod())
                    .bind("block", r.timeblock())
                    .bind("dam", r.damPrice())
                    .bind("gdam", r.gdamPrice())
                    .bind("rtm", r.rtmPrice())
                    .bind("scheduled", r.scheduledMw())
                    .bind("model", r.modelResultMw())
                    .bind("purchase", r.purchaseBidMw())
                    .bind("sell", r.sellBidMw())
                    .bind("created", r.createdAt())
                    .add();
              }
              batch.execute();
              return null;
            });
  }

  private static List<MarketSnapshotRecord> random(int count) {
    Random random = new Random(20_250_701);
    List<MarketSnapshotRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int block = random.nextInt(96);
      records.add(
          MarketSnapshotRecord.builder(
                  DAY.plusSeconds(block * 900L),
                  block + 1,
                  DAY.plusSeconds(random.nextInt(86_400)).plusNanos(random.nextInt(1000) * 1000L))
              .damPrice(number(random))
              .gdamPrice(number(random))
              .rtmPrice(number(random))
              .scheduledMw(number(random))
              .modelResultMw(number(random))
              .purchaseBidMw(number(random))
              .sellBidMw(number(random))
              .build());
    }
    return records;
  }

  private static BigDecimal number(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> MOST;
      case 2 -> MOST.negate();
      case 3 -> new BigDecimal(BigInteger.valueOf(random.nextInt(2_000) - 1_000), 3);
      default -> new BigDecimal(BigInteger.valueOf(random.nextLong(20_000_000_000L)), 6);
    };
  }

  private static MarketSnapshotRecord block(int number, String price) {
    return MarketSnapshotRecord.builder(DAY.plusSeconds((number - 1) * 900L), number, DAY)
        .damPrice(new BigDecimal(price))
        .build();
  }

  private static void assertSame(MarketSnapshotStats expected, MarketSnapshotStats actual) {
    assertEquals(expected.totalRecords(), actual.totalRecords());
    assertEquals(expected.avgDamPrice(), actual.avgDamPrice());
    assertEquals(expected.avgGdamPrice(), actual.avgGdamPrice());
    assertEquals(expected.avgRtmPrice(), actual.avgRtmPrice());
    assertEquals(expected.totalScheduledVolume(), actual.totalScheduledVolume());
    assertEquals(expected.totalModelResultVolume(), actual.totalModelResultVolume());
    assertEquals(expected.totalPurchaseBidVolume(), actual.totalPurchaseBidVolume());
    assertEquals(expected.totalSellBidVolume(), actual.totalSellBidVolume());
    assertEquals(expected.lastUpdated(), actual.lastUpdated());
  }

  @Test
  void memory_stream_and_database_agree_to_the_last_digit() {
    List<MarketSnapshotRecord> records = random(10_000);
    store("visible", records);
    MarketSnapshotStats inMemory = market.aggregateMarketSnapshotStats(records);
    assertSame(inMemory, market.statsForDate(DATE, KOLKATA));
    assertSame(inMemory, market.statsForImport(ImportId.of("visible")));
    assertSame(
        inMemory,
        market.aggregateMarketSnapshotStats(market.records(DAY, DAY.plusSeconds(86_400))));
    var byHour = market.aggregateByHour(records, KOLKATA);
    var streamed = market.aggregateByHour(market.records(DAY, DAY.plusSeconds(86_400)), KOLKATA);
    assertEquals(byHour.keySet(), streamed.keySet());
    byHour.forEach((hour, stats) -> assertSame(stats, streamed.get(hour)));
  }

  @Test
  void sums_beyond_64_bits_are_exact() {
    List<MarketSnapshotRecord> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(
          MarketSnapshotRecord.builder(DAY, 1, DAY)
              .scheduledMw(MOST)
              .sellBidMw(MOST.negate())
              .build());
    }
    store("visible", records);
    MarketSnapshotStats stats = market.statsForDate(DATE, KOLKATA);
    assertEquals(new BigDecimal("50000000000000.00"), stats.totalScheduledVolume());
    assertSame(market.aggregateMarketSnapshotStats(records), stats);
  }

  @Test
  void only_rows_of_visible_imports_count() {
    store("visible", List.of(block(1, "2")));
    store("loading", List.of(block(1, "4"), block(2, "4")));
    assertEquals(1, market.statsForDate(DATE, KOLKATA).totalRecords());
    assertEquals(1, all().size());
    assertThrows(NotFoundException.class, () -> market.statsForImport(ImportId.of("loading")));
    execute("update #import set status = 'visible'");
    assertEquals(3, market.statsForDate(DATE, KOLKATA).totalRecords());
    assertEquals(
        new BigDecimal("4.00"), market.statsForImport(ImportId.of("loading")).avgDamPrice());
  }

  private List<MarketSnapshotRecord> all() {
    List<MarketSnapshotRecord> all = new ArrayList<>();
    market.records(DAY, DAY.plusSeconds(86_400)).forEach(all::add);
    return all;
  }

  @Test
  void a_day_is_the_markets_own() {
    store(
        "visible",
        List.of(
            MarketSnapshotRecord.builder(DAY.minusSeconds(900), 96, DAY).build(),
            block(1, "0"),
            block(96, "-1"),
            MarketSnapshotRecord.builder(DAY.plusSeconds(86_400), 1, DAY).build()));
    MarketSnapshotStats stats = market.statsForDate(DATE, KOLKATA);
    assertEquals(2, stats.totalRecords());
    assertEquals(new BigDecimal("-0.50"), stats.avgDamPrice());
    assertEquals(2, all().size());
  }

  @Test
  void nothing_stored_is_zeros() {
    assertSame(market.aggregateMarketSnapshotStats(List.of()), market.statsForDate(DATE, KOLKATA));
    assertSame(
        market.aggregateMarketSnapshotStats(List.of()),
        market.statsForImport(ImportId.of("visible")));
    assertEquals(List.of(), all());
  }

  @Test
  void a_date_is_required() {
    InvalidArgumentException refused =
        assertThrows(InvalidArgumentException.class, () -> market.statsForDate(null, KOLKATA));
    assertEquals("Date parameter is required", refused.getMessage());
  }

  @Test
  void records_come_in_the_order_of_time_as_they_were_stored() {
    List<MarketSnapshotRecord> records = new ArrayList<>();
    for (int i = 96; i >= 1; i--) {
      records.add(block(i, i + ".123456"));
    }
    store("visible", records);
    Collections.reverse(records);
    assertEquals(records, all());
  }
}
