package io.energyops.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEntryTest {

  private static final ExecutionId ID = ExecutionId.of("run-1");
  private static final Instant TIME = Instant.parse("2026-07-30T10:00:00.123456789Z");

  private static LogEntry entry(String message) {
    return new LogEntry(ID, 1, LogLevel.INFO, message, TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\u0000b', 'a\u2400b'",
    "'\uD83D', '\uFFFD'",
    "'\uDE00x', '\uFFFDx'",
    "'\uD83D\uDE00', '\uD83D\uDE00'",
    "'\uD83D\uD83D\uDE00', '\uFFFD\uD83D\uDE00'"
  })
  void a_message_becomes_one_that_every_database_stores(String given, String stored) {
    assertEquals(stored, entry(given).message());
  }

  @Test
  void an_ordinary_message_is_not_copied() {
    String message = "price 12.5 €/MWh \u001B[0m\t";
    assertSame(message, entry(message).message());
  }

  @Test
  void the_time_is_kept_to_the_microsecond() {
    assertEquals(Instant.parse("2026-07-30T10:00:00.123456Z"), entry("x").timestamp());
  }

  @Test
  void a_negative_number_and_a_time_without_a_column_form_are_refused() {
    assertThrows(
        InvalidArgumentException.class, () -> new LogEntry(ID, -1, LogLevel.INFO, "x", TIME));
    assertThrows(
        InvalidArgumentException.class, () -> new LogEntry(ID, 1, LogLevel.INFO, "x", Instant.MAX));
  }

  @Test
  void levels_have_the_names_of_the_database() {
    for (LogLevel level : LogLevel.values()) {
      assertEquals(level, LogLevel.ofWireName(level.wireName()));
    }
    assertThrows(InvalidArgumentException.class, () -> LogLevel.ofWireName("STDOUT"));
  }
}
