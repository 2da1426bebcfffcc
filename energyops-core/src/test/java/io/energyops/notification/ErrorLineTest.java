package io.energyops.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLineTest {

  @ParameterizedTest
  @ValueSource(strings = {"ValueError: x", "an EXCEPTION", "0 errors", "eXceptioN"})
  void a_line_with_error_or_exception_in_any_case_is_one(String line) {
    assertTrue(ErrorLine.matches(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all is well", "err or", "Failed: solver"})
  void another_line_is_none(String line) {
    assertFalse(ErrorLine.matches(line));
  }

  @Test
  void the_locale_of_the_host_changes_nothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertTrue(ErrorLine.matches("EXCEPTION"));
      assertEquals("Infeasible", ErrorLine.fingerprint("FAILED: Infeasible model"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ValueError: bad price, bad",
    "Exception:timeout, timeout",
    "failed:   solver gave up, solver",
    "an error happened, generic",
    "Error: , generic",
    "Error: -; Error: second, second"
  })
  void the_fingerprint_is_the_word_behind_the_colon(String message, String expected) {
    assertEquals(expected, ErrorLine.fingerprint(message));
  }

  @Test
  void a_hostile_line_costs_linear_time_and_a_bounded_fingerprint() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals("generic", ErrorLine.fingerprint("error:" + " ".repeat(2_000_000)));
          assertEquals(64, ErrorLine.fingerprint("error:" + "x".repeat(2_000_000)).length());
          assertEquals("generic", ErrorLine.fingerprint("error:-".repeat(300_000)));
        });
  }

  @Test
  void a_shown_message_ends_at_200_characters_and_never_inside_one() {
    assertEquals(200, ErrorLine.message("x".repeat(300)).length());
    assertEquals("x".repeat(199), ErrorLine.message("x".repeat(199) + "\uD83D\uDD0C tail"));
    assertEquals("short", ErrorLine.message("short"));
  }
}
