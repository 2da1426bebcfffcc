package io.energyops.examples.quickstart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code outputs/dispatch.csv}, which a script of the user may write too. */
final class DispatchFile {

  static final String NAME = "dispatch.csv";

  private DispatchFile() {}

  /** Returns the blocks, or empty when the file has another form than the shipped script's. */
  static Optional<List<DispatchBlock>> read(String csv) {
    CsvTable table = CsvTable.parse(csv);
    if (table.size() < 2 || !table.has("clearing_price") || !table.has("demand_mw")) {
      return Optional.empty();
    }
    List<DispatchBlock> blocks = new ArrayList<>();
    try {
      for (int row = 0; row < table.size(); row++) {
        blocks.add(block(table, row));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(blocks);
  }

  private static DispatchBlock block(CsvTable table, int row) {
    Map<Fuel, Double> supply = new EnumMap<>(Fuel.class);
    for (Fuel fuel : Fuel.values()) {
      supply.put(fuel, number(table, row, fuel.column()));
    }
    return new DispatchBlock(
        table.text(row, "time"),
        number(table, row, "demand_mw"),
        number(table, row, "market_price"),
        number(table, row, "clearing_price"),
        table.text(row, "marginal"),
        supply,
        number(table, row, "charge_mw"));
  }

  private static double number(CsvTable table, int row, String column) {
    return table.number(row, column).map(Number::doubleValue).orElse(0.0);
  }
}
