package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialTimeTest {

  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

  @ParameterizedTest
  @ValueSource(doubles = {-1e-11, 0, 1e-11})
  void every_quarter_hour_of_a_day_is_exact(double noise) { // I-05
    SerialTime times = new SerialTime(false);
    LocalDate day = LocalDate.of(2025, 9, 29);
    for (int k = 0; k < 96; k++) {
      double fraction = k / 96.0 + noise;
      assertEquals(
          new Cell.DateTime(day.atStartOfDay().plusMinutes(15L * k)),
          times.cell(day.toEpochDay() - EPOCH.toEpochDay() + fraction, "", TimeFormat.DATE));
      assertEquals(
          new Cell.TimeOfDay(Duration.ofMinutes(15L * k)),
          times.cell(fraction, "", TimeFormat.CLOCK));
    }
  }

  @Property
  void a_serial_gives_back_its_second(
      @ForAll @IntRange(min = 61, max = 2_958_465) int day,
      @ForAll @IntRange(max = 86_399) int second,
      @ForAll boolean since1904) {
    LocalDateTime at = EPOCH.plusDays(day).atStartOfDay().plusSeconds(second);
    double serial = day - (since1904 ? 1462 : 0) + second / 86_400.0;
    Cell cell = new SerialTime(since1904).cell(serial, "", TimeFormat.DATE);
    if (serial >= 1) {
      assertEquals(new Cell.DateTime(at), cell);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "14, , DATE",
    "20, , CLOCK",
    "22, , DATE",
    "46, , ELAPSED",
    "45, , CLOCK",
    "2, , NONE",
    "31, , DATE",
    "33, , CLOCK",
    "170, yyyy\\-mm\\-dd\\ hh:mm:ss, DATE",
    "170, [$-409]h:mm AM/PM, CLOCK",
    "170, mmm-yy, DATE",
    "170, mmmm, DATE",
    "170, [hh]:mm, ELAPSED",
    "170, 0.00\" Rs/MWh\", NONE",
    "170, [Red]0.00, NONE",
    "170, General, NONE"
  })
  void formats_are_understood(int id, String code, TimeFormat expected) {
    assertEquals(expected, TimeFormat.of(id, code));
  }
}
