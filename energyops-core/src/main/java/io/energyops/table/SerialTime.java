package io.energyops.table;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Makes dates and times of the serial day numbers of spreadsheets. */
final class SerialTime {

  private static final int DAY_SECONDS = 86_400;

  /** Day counters in time columns stay far below this; nobody trades power in 1900. */
  private static final int FIRST_PLAUSIBLE_DATE = 366;

  private final boolean since1904;

  SerialTime(boolean since1904) {
    this.since1904 = since1904;
  }

  /**
   * Rounds to whole seconds first: a serial is a binary fraction, and cutting it off gives
   * 09:59:59.
   */
  Cell cell(double serial, String raw, TimeFormat format) {
    if (!(serial >= -0.5 / DAY_SECONDS && serial < 2_958_466)) {
      return new Cell.Malformed(raw, "is no date that a spreadsheet knows");
    }
    long seconds = Math.round(serial * DAY_SECONDS);
    long day = seconds / DAY_SECONDS;
    long ofDay = seconds % DAY_SECONDS;
    if (day == 0 || (format != TimeFormat.DATE && seconds == DAY_SECONDS)) {
      return new Cell.TimeOfDay(Duration.ofSeconds(seconds));
    }
    if (format == TimeFormat.ELAPSED) {
      return new Cell.Malformed(raw, "is a length of more than 24 hours, not a time of day");
    }
    if (format == TimeFormat.CLOCK && day < FIRST_PLAUSIBLE_DATE) {
      return new Cell.TimeOfDay(Duration.ofSeconds(ofDay == 0 ? DAY_SECONDS : ofDay));
    }
    return dateTime(day, ofDay, raw);
  }

  private Cell dateTime(long day, long ofDay, String raw) {
    LocalDate epoch;
    if (since1904) {
      epoch = LocalDate.of(1904, 1, 1);
    } else if (day == 60) {
      return new Cell.Malformed(raw, "is 29 February 1900, which never was");
    } else {
      epoch = LocalDate.of(1899, 12, day < 60 ? 31 : 30);
    }
    LocalDateTime at = epoch.plusDays(day).atStartOfDay().plusSeconds(ofDay);
    return at.getYear() > 9999
        ? new Cell.Malformed(raw, "is no date that a spreadsheet knows")
        : new Cell.DateTime(at);
  }
}
