package io.energyops.examples.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Touches every value that a reader gives, so that no reader can leave its work undone. */
final class CellSums {

  private long rows;
  private long cells;
  private long characters;
  private long seconds;
  private double numbers;

  void row() {
    rows++;
  }

  void text(String value) {
    cells++;
    characters += value.length();
  }

  void number(BigDecimal value) {
    cells++;
    numbers += value.doubleValue();
  }

  void time(LocalDateTime value) {
    cells++;
    seconds += value.toEpochSecond(ZoneOffset.UTC);
  }

  Measured measured(long nanos) {
    return Measured.rate(
        rows, nanos, rows + " " + cells + " " + characters + " " + seconds + " " + numbers);
  }
}
