package io.energyops.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketAggregationTest {

  private static final Instant NOON = Instant.parse("2025-10-08T12:00:00Z");

  /** Only what is in memory is asked here; the day of a date comes from the database. */
  private final MarketAggregation market =
      (date, zone) -> {
        MarketDay.of(date, zone);
        return new StatsAccumulator().stats();
      };

  private static MarketSnapshotRecord priced(@Nullable String price) {
    return MarketSnapshotRecord.builder(NOON, 1, NOON)
        .damPrice(price == null ? null : new BigDecimal(price))
        .build();
  }

  private static MarketSnapshotRecord at(Instant time) {
    return MarketSnapshotRecord.builder(time, 1, NOON).scheduledMw(BigDecimal.ONE).build();
  }

  private static List<MarketSnapshotRecord> quarters(LocalDate date, ZoneId zone) {
    MarketDay day = MarketDay.of(date, zone);
    List<MarketSnapshotRecord> records = new ArrayList<>();
    for (Instant t = day.start(); t.isBefore(day.end()); t = t.plusSeconds(900)) {
      records.add(at(t));
    }
    return records;
  }

  @Nested
  class Rounding {

    @ParameterizedTest
    @CsvSource({
      "1.005, 1.01",
      "-2.345, -2.34",
      "-2.346, -2.35",
      "2.344999, 2.34",
      "-0.005, 0.00",
      "-0.006, -0.01",
      "0.004999999999999999999, 0.00",
      "123456789012.125, 123456789012.13"
    })
    void goes_to_two_decimals_with_ties_towards_positive_infinity(String price, String expected) {
      assertEquals(
          new BigDecimal(expected),
          market.aggregateMarketSnapshotStats(List.of(priced(price))).avgDamPrice());
    }

    @Test
    void happens_once_at_the_end() {
      List<MarketSnapshotRecord> thirds = List.of(priced("0.01"), priced("0.01"), priced("0.02"));
      assertEquals(
          new BigDecimal("0.01"), market.aggregateMarketSnapshotStats(thirds).avgDamPrice());
      List<MarketSnapshotRecord> volumes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        volumes.add(
            MarketSnapshotRecord.builder(NOON, 1, NOON).sellBidMw(new BigDecimal("0.001")).build());
      }
      assertEquals(
          new BigDecimal("0.01"),
          market.aggregateMarketSnapshotStats(volumes).totalSellBidVolume());
    }
  }

  @Nested
  class Missing_numbers {

    @Test
    void are_left_out_while_zero_and_negative_ones_count() {
      MarketSnapshotStats stats =
          market.aggregateMarketSnapshotStats(
              List.of(priced("10"), priced(null), priced("0"), priced("-4")));
      assertEquals(4, stats.totalRecords());
      assertEquals(new BigDecimal("2.00"), stats.avgDamPrice());
      assertEquals(new BigDecimal("0.00"), stats.avgRtmPrice());
    }

    @Test
    void over_nothing_all_is_zero_and_there_is_no_time() {
      MarketSnapshotStats stats = market.aggregateMarketSnapshotStats(List.of());
      assertEquals(0, stats.totalRecords());
      assertEquals(new BigDecimal("0.00"), stats.avgDamPrice());
      assertEquals(new BigDecimal("0.00"), stats.totalPurchaseBidVolume());
      assertNull(stats.lastUpdated());
    }
  }

  @Test
  void each_statistic_reads_its_own_column() {
    MarketSnapshotStats stats =
        market.aggregateMarketSnapshotStats(
            List.of(
                new MarketSnapshotRecord(
                    NOON,
                    96,
                    BigDecimal.valueOf(1),
                    BigDecimal.valueOf(2),
                    BigDecimal.valueOf(3),
                    BigDecimal.valueOf(4),
                    BigDecimal.valueOf(5),
                    BigDecimal.valueOf(6),
                    BigDecimal.valueOf(7),
                    NOON)));
    assertEquals(
        "MarketSnapshotStats[totalRecords=1, avgDamPrice=1.00, avgRtmPrice=3.00,"
            + " avgGdamPrice=2.00, totalScheduledVolume=4.00, totalModelResultVolume=5.00,"
            + " totalPurchaseBidVolume=6.00, totalSellBidVolume=7.00,"
            + " lastUpdated=2025-10-08T12:00:00Z]",
        stats.toString());
  }

  @Test
  void the_latest_creation_time_is_told_whatever_the_order() {
    MarketSnapshotRecord early = MarketSnapshotRecord.builder(NOON, 1, NOON).build();
    MarketSnapshotRecord late = MarketSnapshotRecord.builder(NOON, 1, NOON.plusNanos(1)).build();
    assertEquals(
        NOON.plusNanos(1), market.aggregateMarketSnapshotStats(List.of(late, early)).lastUpdated());
  }

  @Test
  void a_missing_date_is_refused_in_the_words_of_the_original() {
    InvalidArgumentException e =
        assertThrows(
            InvalidArgumentException.class, () -> market.statsForDate(null, ZoneId.of("UTC")));
    assertEquals("Date parameter is required", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+13", "1E+999999999", "1E-1075"})
  void a_number_that_would_blow_up_an_exact_sum_is_refused(String price) {
    assertThrows(InvalidArgumentException.class, () -> priced(price));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 97})
  void a_time_block_outside_the_day_is_refused(int block) {
    MarketSnapshotRecordBuilder builder = MarketSnapshotRecord.builder(NOON, block, NOON);
    assertThrows(InvalidArgumentException.class, builder::build);
  }

  @Nested
  class Buckets {

    @ParameterizedTest
    @CsvSource({
      "Europe/Berlin, 2025-03-30, 92, 23",
      "Europe/Berlin, 2025-10-26, 100, 25",
      "Asia/Kolkata, 2025-10-26, 96, 24",
      "Australia/Lord_Howe, 2025-10-05, 94, 24",
      "Australia/Lord_Howe, 2025-04-06, 98, 25"
    })
    void case_A_01_a_day_has_as_many_as_its_zone_says_each_once_in_order(
        String zoneName, LocalDate date, int quarters, int hours) {
      ZoneId zone = ZoneId.of(zoneName);
      List<MarketSnapshotRecord> records = quarters(date, zone);
      assertEquals(quarters, MarketDay.of(date, zone).quarterHours());

      var byQuarter = market.aggregateBy15Minutes(records, zone);
      assertEquals(
          records.stream().map(MarketSnapshotRecord::timePeriod).toList(),
          List.copyOf(byQuarter.keySet()));
      assertTrue(byQuarter.values().stream().allMatch(stats -> stats.totalRecords() == 1));

      var byHour = market.aggregateByHour(records, zone);
      assertEquals(hours, byHour.size());
      assertEquals(
          quarters, byHour.values().stream().mapToLong(MarketSnapshotStats::totalRecords).sum());
    }

    @Test
    void case_A_02_the_repeated_hour_stays_two() {
      ZoneId berlin = ZoneId.of("Europe/Berlin");
      var byHour = market.aggregateByHour(quarters(LocalDate.of(2025, 10, 26), berlin), berlin);
      assertEquals(4, byHour.get(Instant.parse("2025-10-26T00:00:00Z")).totalRecords());
      assertEquals(4, byHour.get(Instant.parse("2025-10-26T01:00:00Z")).totalRecords());
    }

    @Test
    void case_A_02_a_repeated_half_hour_begins_its_own_bucket_at_the_shift() {
      ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
      var byHour = market.aggregateByHour(quarters(LocalDate.of(2025, 4, 6), lordHowe), lordHowe);
      assertEquals(4, byHour.get(Instant.parse("2025-04-05T14:00:00Z")).totalRecords());
      assertEquals(2, byHour.get(Instant.parse("2025-04-05T15:00:00Z")).totalRecords());
      assertEquals(4, byHour.get(Instant.parse("2025-04-05T15:30:00Z")).totalRecords());
    }

    @Test
    void case_A_04_half_hour_zones_have_their_own_midnight() {
      ZoneId india = ZoneId.of("Asia/Kolkata");
      Instant tenPastMidnight = LocalDate.of(2025, 10, 8).atTime(0, 10).atZone(india).toInstant();
      assertEquals(
          LocalDate.of(2025, 10, 8).atStartOfDay(india).toInstant(),
          market.aggregateByHour(List.of(at(tenPastMidnight)), india).firstKey());
    }

    @Test
    void times_before_1970_fall_back_and_not_forward() {
      Instant before = Instant.parse("1969-12-31T23:59:59.5Z");
      assertEquals(
          Instant.parse("1969-12-31T23:45:00Z"),
          market.aggregateBy15Minutes(List.of(at(before)), ZoneId.of("UTC")).firstKey());
    }
  }
}
