package io.energyops.examples.benchmarks;

import io.energyops.market.MarketSnapshotRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop that a host would write: one exact sum and one count for each column. */
final class PlainStatistics {

  private PlainStatistics() {}

  static String of(List<MarketSnapshotRecord> records) {
    BigDecimal dam = BigDecimal.ZERO;
    BigDecimal gdam = BigDecimal.ZERO;
    BigDecimal rtm = BigDecimal.ZERO;
    BigDecimal scheduled = BigDecimal.ZERO;
    BigDecimal model = BigDecimal.ZERO;
    BigDecimal purchase = BigDecimal.ZERO;
    BigDecimal sell = BigDecimal.ZERO;
    long dams = 0;
    long gdams = 0;
    long rtms = 0;
    Instant latest = null;
    for (MarketSnapshotRecord record : records) {
      if (record.damPrice() != null) {
        dam = dam.add(record.damPrice());
        dams++;
      }
      if (record.gdamPrice() != null) {
        gdam = gdam.add(record.gdamPrice());
        gdams++;
      }
      if (record.rtmPrice() != null) {
        rtm = rtm.add(record.rtmPrice());
        rtms++;
      }
      if (record.scheduledMw() != null) {
        scheduled = scheduled.add(record.scheduledMw());
      }
      if (record.modelResultMw() != null) {
        model = model.add(record.modelResultMw());
      }
      if (record.purchaseBidMw() != null) {
        purchase = purchase.add(record.purchaseBidMw());
      }
      if (record.sellBidMw() != null) {
        sell = sell.add(record.sellBidMw());
      }
      if (latest == null || record.createdAt().isAfter(latest)) {
        latest = record.createdAt();
      }
    }
    return text(
        records.size(),
        latest,
        List.of(
            rounded(dam, dams),
            rounded(gdam, gdams),
            rounded(rtm, rtms),
            rounded(scheduled, 1),
            rounded(model, 1),
            rounded(purchase, 1),
            rounded(sell, 1)));
  }

  static String text(long records, @Nullable Instant latest, List<BigDecimal> numbers) {
    return records + " " + latest + " " + numbers;
  }

  private static BigDecimal rounded(BigDecimal sum, long count) {
    RoundingMode tiesUp = sum.signum() < 0 ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP;
    return sum.divide(BigDecimal.valueOf(Math.max(1, count)), 2, tiesUp);
  }
}
