package io.energyops.examples.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are shown to people. */
final class Text {

  private Text() {}

  /** Whole above a hundred, with two decimals below. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  static String range(Series series) {
    return number(series.lowest()) + "–" + number(series.highest());
  }

  static String verdict(@Nullable Boolean met) {
    return met == null ? "–" : met ? "yes" : "**no**";
  }
}
