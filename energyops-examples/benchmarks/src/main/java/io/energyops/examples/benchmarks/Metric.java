package io.energyops.examples.benchmarks;

/**
 * A number that a benchmark gives.
 *
 * @param key its name among the measured ones
 * @param unit what it counts
 * @param kind how it is judged
 * @param goal the least ratio or the highest value; not used by {@link Kind#PLAIN}
 */
record Metric(String key, String unit, Kind kind, double goal) {

  /** Key of the one number that both sides give. */
  static final String RATE = "rate";

  /** How a number is judged. */
  enum Kind {
    /** Ours divided by the peer's is at least the goal. */
    RATIO,
    /** Ours is at most the goal. */
    BOUND,
    /** Not at all. */
    PLAIN
  }

  static Metric rate(String unit, double goal) {
    return new Metric(RATE, unit, Kind.RATIO, goal);
  }

  static Metric bound(String key, String unit, double goal) {
    return new Metric(key, unit, Kind.BOUND, goal);
  }

  static Metric plain(String key, String unit) {
    return new Metric(key, unit, Kind.PLAIN, 0);
  }
}
