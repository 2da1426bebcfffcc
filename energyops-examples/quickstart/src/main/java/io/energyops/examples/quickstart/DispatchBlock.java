package io.energyops.examples.quickstart;

import java.util.Map;

/**
 * One block of the dispatch as it is drawn.
 *
 * @param time when the block begins, HH:MM
 * @param demandMw demand
 * @param marketPrice imported day-ahead price, Rs/MWh
 * @param clearingPrice price of the merit order, Rs/MWh
 * @param marginal what sets the price
 * @param supplyMw supply by fuel
 * @param chargeMw what the battery takes
 */
record DispatchBlock(
    String time,
    double demandMw,
    double marketPrice,
    double clearingPrice,
    String marginal,
    Map<Fuel, Double> supplyMw,
    double chargeMw) {

  DispatchBlock {
    supplyMw = Map.copyOf(supplyMw);
  }

  double supplyMw(Fuel fuel) {
    return supplyMw.getOrDefault(fuel, 0.0);
  }

  double totalMw() {
    return supplyMw.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
