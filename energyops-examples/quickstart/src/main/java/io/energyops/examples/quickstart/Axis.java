package io.energyops.examples.quickstart;

/**
 * A scale with round steps from zero, or from a round number below it.
 *
 * @param low value at the lower end
 * @param step distance of two marks
 * @param steps number of steps, at least 1
 */
record Axis(double low, double step, int steps) {

  static Axis over(double min, double max) {
    double low = Math.min(0, min);
    double span = Math.max(max - low, 1e-9);
    double power = Math.pow(10, Math.floor(Math.log10(span / 4)));
    double step = power;
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      step = factor * power;
      if (span / step <= 5) {
        break;
      }
    }
    double begin = Math.floor(low / step) * step;
    return new Axis(begin, step, Math.max(1, (int) Math.ceil((max - begin) / step - 1e-9)));
  }

  double high() {
    return low + step * steps;
  }

  double mark(int index) {
    return low + step * index;
  }

  /** Returns where a value lies, 0 at the lower end and 1 at the upper. */
  double share(double value) {
    return (value - low) / (high() - low);
  }
}
