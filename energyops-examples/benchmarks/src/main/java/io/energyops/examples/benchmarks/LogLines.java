package io.energyops.examples.benchmarks;

import java.time.Instant;
import java.util.Random;

/** Lines as an optimisation model prints them, of about a hundred characters, always the same. */
final class LogLines {

  private static final int DIFFERENT = 1000;
  private static final Instant FIRST = Instant.parse("2026-07-30T10:00:00.123456Z");

  private final String[] messages = new String[DIFFERENT];

  LogLines() {
    Random random = new Random(7);
    for (int i = 0; i < DIFFERENT; i++) {
      messages[i] =
          "block "
              + (i % 96 + 1)
              + ": scheduled "
              + (random.nextInt(9000) + 1000) / 10.0
              + " MW, cleared "
              + (random.nextInt(9000) + 1000) / 10.0
              + " MW at "
              + (random.nextInt(900_000) + 100_000) / 100.0
              + " Rs/MWh, state of charge "
              + random.nextInt(1000) / 10.0
              + " %, iteration "
              + (random.nextInt(90_000) + 10_000);
    }
  }

  String message(int number) {
    return messages[number % DIFFERENT];
  }

  Instant time(int number) {
    return FIRST.plusMillis(number);
  }
}
