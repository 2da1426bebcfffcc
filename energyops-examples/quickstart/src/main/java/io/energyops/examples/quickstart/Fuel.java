package io.energyops.examples.quickstart;

import java.util.Locale;

/** What the example's fleet burns or catches, from the bottom of the stack to its top. */
enum Fuel {
  NUCLEAR("nuclear", "nuclear_mw", 'N', Ink.MAGENTA),
  COAL_PITHEAD("coal, pit-head", "coal_pithead_mw", 'C', Ink.WHITE),
  COAL_COASTAL("coal, coastal", "coal_coastal_mw", 'K', Ink.DIM),
  HYDRO("hydro", "hydro_mw", 'H', Ink.BLUE),
  WIND("wind", "wind_mw", 'W', Ink.CYAN),
  SOLAR("solar", "solar_mw", 'S', Ink.YELLOW),
  GAS("gas", "gas_mw", 'G', Ink.RED),
  DIESEL("diesel", "diesel_mw", 'D', Ink.RED),
  BATTERY("battery", "discharge_mw", 'B', Ink.GREEN);

  private final String label;
  private final String column;
  private final char letter;
  private final Ink ink;

  Fuel(String label, String column, char letter, Ink ink) {
    this.label = label;
    this.column = column;
    this.letter = letter;
    this.ink = ink;
  }

  String label() {
    return label;
  }

  /** Column of the dispatch file. */
  String column() {
    return column;
  }

  char letter() {
    return letter;
  }

  Ink ink() {
    return ink;
  }

  String cssClass() {
    return name().toLowerCase(Locale.ROOT);
  }
}
