package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.table.Cell;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static final RowSettings INDIA = RowSettings.defaults();
  private static final RowSettings BERLIN =
      new RowSettings(ZoneId.of("Europe/Berlin"), false, LocalDate.of(2025, 10, 8));

  @ParameterizedTest
  @CsvSource({
    "2025-10-08 00:15:00, 2025-10-07T18:45:00Z",
    "2025-10-08 00:15, 2025-10-07T18:45:00Z",
    "2025-10-08T00:15:00, 2025-10-07T18:45:00Z",
    "2025-10-08T00:15:00.250, 2025-10-07T18:45:00.250Z",
    "2025-10-08T00:15:00Z, 2025-10-08T00:15:00Z",
    "2025-10-08T00:15:00+01:00, 2025-10-07T23:15:00Z",
    "2024-01-01, 2023-12-31T18:30:00Z",
    "2024-02-29 24:00, 2024-02-29T18:30:00Z",
    "2024-02-29 24:00:00, 2024-02-29T18:30:00Z"
  })
  void text_is_read_in_the_zone_of_the_market(String text, Instant expected) {
    assertEquals(Parsed.of(expected), TimeText.of(new Cell.Text(text), INDIA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-02-29",
        "2025-04-31 00:00:00",
        "2025-13-01",
        "2025-10-08 24:01",
        "2025-10-08 25:00",
        "2025-10-08 12:60",
        "2025-10-08 12:00:60",
        "08/10/2025",
        "8-10-2025",
        "2025-10-08 12:00 IST",
        "2025-10-08T12:00:00+25:00",
        "yesterday",
        "1850-01-01",
        "9999-12-31"
      })
  void what_is_no_time_that_exists_is_a_fault(String text) {
    Parsed<Instant> parsed = TimeText.of(new Cell.Text(text), INDIA);
    assertNull(parsed.value());
    assertNotNull(parsed.fault());
  }

  @Test
  void a_time_of_day_needs_a_delivery_date() {
    Cell quarter = new Cell.TimeOfDay(Duration.ofMinutes(15));
    assertTrue(String.valueOf(TimeText.of(quarter, INDIA).fault()).contains("delivery date"));
    assertEquals(Parsed.of(Instant.parse("2025-10-07T22:15:00Z")), TimeText.of(quarter, BERLIN));
    assertEquals(
        Parsed.of(Instant.parse("2025-10-08T22:00:00Z")),
        TimeText.of(new Cell.TimeOfDay(Duration.ofHours(24)), BERLIN));
    assertEquals(
        Parsed.of(Instant.parse("2025-10-07T22:15:00Z")),
        TimeText.of(new Cell.Text("00:15"), BERLIN));
  }

  @Test
  void a_time_that_the_clocks_skip_is_a_fault_and_a_repeated_one_is_the_first() {
    Cell skipped = new Cell.DateTime(LocalDateTime.of(2025, 3, 30, 2, 30));
    Cell repeated = new Cell.DateTime(LocalDateTime.of(2025, 10, 26, 2, 30));
    assertTrue(String.valueOf(TimeText.of(skipped, BERLIN).fault()).contains("skip"));
    assertEquals(Parsed.of(Instant.parse("2025-10-26T00:30:00Z")), TimeText.of(repeated, BERLIN));
  }

  @Test
  void a_serial_number_without_a_date_format_is_not_guessed() {
    Cell serial = new Cell.Number(new BigDecimal("45929.625"));
    assertTrue(String.valueOf(TimeText.of(serial, INDIA).fault()).contains("date format"));
  }
}
