package io.energyops.examples.benchmarks;

/** How much a run does. */
enum Size {
  /** What the report is made of. */
  FULL(1, 3, 7),
  /** Enough to see that something broke, too little to trust a few percent. */
  QUICK(4, 2, 5),
  /** For the tests: every line of the benchmarks runs, the numbers mean nothing. */
  TINY(1000, 0, 1);

  private final int divisor;
  private final int warmUps;
  private final int rounds;

  Size(int divisor, int warmUps, int rounds) {
    this.divisor = divisor;
    this.warmUps = warmUps;
    this.rounds = rounds;
  }

  /** The part of a full amount that a round of this size does. */
  int of(int full) {
    return Math.max(1, full / divisor);
  }

  int warmUps() {
    return warmUps;
  }

  int rounds() {
    return rounds;
  }
}
