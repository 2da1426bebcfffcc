package io.energyops.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The exact sum and count of one column. Not thread-safe. */
final class ColumnSum {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal TWO_HUNDRED = BigDecimal.valueOf(200);

  private BigDecimal sum = BigDecimal.ZERO;
  private long count;

  /** Adds one number; a missing one counts nowhere. */
  void add(@Nullable BigDecimal value) {
    if (value != null) {
      sum = sum.add(value);
      count++;
    }
  }

  void add(BigDecimal value, long values) {
    sum = sum.add(value);
    count = Math.addExact(count, values);
  }

  void add(ColumnSum other) {
    add(other.sum, other.count);
  }

  BigDecimal total() {
    return rounded(1);
  }

  BigDecimal mean() {
    return rounded(Math.max(1, count));
  }

  // floor(100 q + 1/2) / 100 with q = sum / divisor, kept in one fraction so that nothing rounds
  // before the floor does.
  private BigDecimal rounded(long divisor) {
    BigDecimal d = BigDecimal.valueOf(divisor);
    BigDecimal hundredths =
        sum.multiply(TWO_HUNDRED).add(d).divide(d.multiply(TWO), 0, RoundingMode.FLOOR);
    return hundredths.movePointLeft(2).setScale(2, RoundingMode.UNNECESSARY);
  }
}
