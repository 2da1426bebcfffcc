package io.energyops.examples.benchmarks;

import io.energyops.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One round of one side.
 *
 * @param numbers what was measured, by the metric's key
 * @param check what the work gave; both sides must give the same
 */
record Measured(Map<String, Double> numbers, String check) {

  private static final String CHECK = "check";

  static Measured rate(long units, long nanos, String check) {
    return new Measured(Map.of(Metric.RATE, units * 1e9 / Math.max(1, nanos)), check);
  }

  Measured with(String key, double value) {
    Map<String, Double> more = new LinkedHashMap<>(numbers);
    more.put(key, value);
    return new Measured(more, check);
  }

  String toJson() {
    Map<String, Object> object = new LinkedHashMap<>(numbers);
    object.put(CHECK, check);
    return Json.write(object);
  }

  static Measured fromJson(String text) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    String check = "";
    for (Map.Entry<String, ?> entry : Json.read(text).entrySet()) {
      if (entry.getValue() instanceof BigDecimal number) {
        numbers.put(entry.getKey(), number.doubleValue());
      } else {
        check = String.valueOf(entry.getValue());
      }
    }
    return new Measured(numbers, check);
  }
}
