package io.energyops.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class StatsAccumulatorPropertyTest {

  @Provide
  Arbitrary<List<MarketSnapshotRecord>> records() {
    Arbitrary<BigDecimal> number =
        Arbitraries.longs()
            .between(-5_000_000_000L, 5_000_000_000L)
            .map(scaled -> BigDecimal.valueOf(scaled, 6))
            .injectNull(0.2);
    Arbitrary<Instant> time =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    return Combinators.combine(number, number, number, number, number, time, time)
        .as(
            (dam, rtm, scheduled, bought, sold, period, created) ->
                new MarketSnapshotRecord(
                    period, 1, dam, null, rtm, scheduled, dam, bought, sold, created))
        .list()
        .ofMaxSize(40);
  }

  private static StatsAccumulator over(List<MarketSnapshotRecord> records) {
    StatsAccumulator sums = new StatsAccumulator();
    records.forEach(sums::add);
    return sums;
  }

  @Property(tries = 300)
  void order_changes_nothing(
      @ForAll("records") List<MarketSnapshotRecord> records, @ForAll long seed) {
    List<MarketSnapshotRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(over(records).stats(), over(shuffled).stats());
  }

  @Property(tries = 300)
  void parts_give_what_the_whole_gives(
      @ForAll("records") List<MarketSnapshotRecord> records, @ForAll @IntRange(max = 40) int cut) {
    int at = Math.min(cut, records.size());
    StatsAccumulator sums = over(records.subList(0, at));
    sums.add(over(records.subList(at, records.size())));
    assertEquals(over(records).stats(), sums.stats());
  }

  @Property(tries = 300)
  void sums_of_a_database_give_what_the_records_give(
      @ForAll("records") List<MarketSnapshotRecord> records) {
    StatsAccumulator sums = new StatsAccumulator();
    sums.addRecords(
        records.size(),
        records.stream().map(MarketSnapshotRecord::createdAt).max(Instant::compareTo).orElse(null));
    for (MarketColumn column : MarketColumn.values()) {
      List<Long> scaled =
          records.stream()
              .map(snapshot -> valueOf(column, snapshot))
              .filter(Objects::nonNull)
              .map(value -> value.movePointRight(6).longValueExact())
              .toList();
      BigDecimal sum =
          scaled.isEmpty()
              ? null
              : BigDecimal.valueOf(scaled.stream().mapToLong(Long::longValue).sum(), 6);
      sums.addColumn(column, sum, scaled.size());
    }
    assertEquals(over(records).stats(), sums.stats());
  }

  @Property(tries = 500)
  void a_bucket_begins_at_or_before_its_instant_at_a_full_quarter_of_the_wall_clock_or_a_shift(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    for (String name : List.of("Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")) {
      ZoneId zone = ZoneId.of(name);
      Instant instant = Instant.ofEpochSecond(second);
      Instant start = new TimeBuckets(zone, 900).startOf(instant);
      assertFalse(start.isAfter(instant));
      assertTrue(second - start.getEpochSecond() < 900);
      assertEquals(start, new TimeBuckets(zone, 900).startOf(start));
      assertEquals(0, LocalDateTime.ofInstant(start, zone).getMinute() % 15);
    }
  }

  private static @Nullable BigDecimal valueOf(MarketColumn column, MarketSnapshotRecord snapshot) {
    return switch (column) {
      case DAM_PRICE -> snapshot.damPrice();
      case GDAM_PRICE -> snapshot.gdamPrice();
      case RTM_PRICE -> snapshot.rtmPrice();
      case SCHEDULED_MW -> snapshot.scheduledMw();
      case MODELRESULT_MW -> snapshot.modelResultMw();
      case PURCHASE_BID_MW -> snapshot.purchaseBidMw();
      case SELL_BID_MW -> snapshot.sellBidMw();
    };
  }
}
