package io.energyops.examples.benchmarks;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of thirteen columns, each a function of its number: a time, a block, texts, numbers. */
final class MarketRows {

  static final int TEXTS = 4;
  static final int NUMBERS = 7;

  static final List<String> HEADER =
      List.of(
          "TimePeriod",
          "Timeblock",
          "Region",
          "State",
          "PlantName",
          "TechnologyType",
          "DAMPrice",
          "GDAMPrice",
          "RTMPrice",
          "ScheduledMW",
          "ModelResultMW",
          "PurchaseBidMW",
          "SellBidMW");

  private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final List<String> REGIONS = List.of("North", "South", "East", "West", "NER");
  private static final List<String> STATES = List.of("Karnataka", "Gujarat", "Rajasthan", "Assam");
  private static final List<String> KINDS = List.of("Solar", "Wind", "Battery", "Hydro");

  private MarketRows() {}

  static LocalDateTime time(int row) {
    return FIRST.plusMinutes(15L * (row % 35_040));
  }

  static int block(int row) {
    return row % 96 + 1;
  }

  static String text(int row, int column) {
    return switch (column) {
      case 0 -> REGIONS.get(row % REGIONS.size());
      case 1 -> STATES.get(row / 96 % STATES.size());
      case 2 -> "Plant " + (row % 997) + " Solar Park";
      default -> KINDS.get(row / 7 % KINDS.size());
    };
  }

  /** Two decimals, some negative, none the same for long. */
  static double number(int row, int column) {
    long mixed = (row * 7L + column + 1) * 2_654_435_761L;
    return ((mixed >>> 7) % 1_000_000 - 100_000) / 100.0;
  }

  static List<String> texts(int row) {
    List<String> cells = new ArrayList<>(HEADER.size());
    cells.add(TIME.format(time(row)));
    cells.add(String.valueOf(block(row)));
    for (int i = 0; i < TEXTS; i++) {
      cells.add(text(row, i));
    }
    for (int i = 0; i < NUMBERS; i++) {
      cells.add(String.valueOf(number(row, i)));
    }
    return cells;
  }
}
