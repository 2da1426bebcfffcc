package io.energyops.examples.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark says in the end.
 *
 * @param area part of the engine
 * @param name the benchmark, with the metric where it has several
 * @param metric how it is judged
 * @param ours our rounds
 * @param peer the peer's rounds, or null without one
 */
record Result(String area, String name, Metric metric, Series ours, @Nullable Series peer) {

  @Nullable Double ratio() {
    return peer == null ? null : ours.median() / peer.median();
  }

  /** The ratios of the rounds that ran one after the other. */
  @Nullable Series pairs() {
    if (peer == null) {
      return null;
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.values().size(); i++) {
      ratios.add(ours.values().get(i) / peer.values().get(i));
    }
    return new Series(ratios);
  }

  @Nullable Double goal() {
    return metric.kind() == Metric.Kind.PLAIN ? null : metric.goal();
  }

  @Nullable Boolean met() {
    Double ratio = ratio();
    return switch (metric.kind()) {
      case RATIO -> ratio != null && ratio >= metric.goal();
      case BOUND -> ours.median() <= metric.goal();
      case PLAIN -> null;
    };
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("area", area);
    object.put("name", name);
    object.put("ours", rounded(ours.median()));
    object.put("peer", peer == null ? null : rounded(peer.median()));
    object.put("unit", metric.unit());
    object.put("ratio", rounded(ratio()));
    object.put("goal", goal());
    object.put("met", met());
    return object;
  }

  static @Nullable BigDecimal rounded(@Nullable Double value) {
    if (value == null) {
      return null;
    }
    BigDecimal shown = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0) : shown;
  }
}
