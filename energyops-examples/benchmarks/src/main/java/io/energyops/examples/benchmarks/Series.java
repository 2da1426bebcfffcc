package io.energyops.examples.benchmarks;

import java.util.List;

/**
 * One number over all rounds.
 *
 * @param values at least one
 */
record Series(List<Double> values) {

  Series {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A series of no round has no median");
    }
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double lowest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
