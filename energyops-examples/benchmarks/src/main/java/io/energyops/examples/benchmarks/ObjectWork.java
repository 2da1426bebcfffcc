package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/**
 * How much of what size.
 *
 * @param count objects in a round
 * @param bytes size of each
 */
record ObjectWork(int count, int bytes) {

  private static final int DIFFERENT = 16;

  static ObjectWork of(Size size, int count, int bytes) {
    return new ObjectWork(size.of(count), size == Size.TINY ? Math.min(bytes, 1 << 20) : bytes);
  }

  /** Few names, so that most writes replace an object, as most do. */
  String name(int number) {
    return "run/outputs/object-" + number % DIFFERENT;
  }

  int names() {
    return DIFFERENT;
  }

  byte[] content() {
    byte[] content = new byte[bytes];
    new Random(5).nextBytes(content);
    return content;
  }

  /** Reads small objects at once and large ones in pieces, as a program would. */
  long read(InputStream in) throws IOException {
    if (bytes <= 1 << 16) {
      return in.readAllBytes().length;
    }
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
    }
    return total;
  }
}
