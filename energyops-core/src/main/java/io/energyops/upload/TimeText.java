package io.energyops.upload;

import io.energyops.table.Cell;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time. Dates must exist (a plain formatter turns 31-02 into 28-02), 24:00 is the
 * end of the day, a local time that the clocks skip is refused, and of one that they repeat the
 * first is taken.
 */
final class TimeText {

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})(?:(?:T| {1,3})(\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?"
              + " ?(Z|[+-]\\d{2}:\\d{2})?)?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
  private static final int MIN_YEAR = 1900;
  private static final int MAX_YEAR = 2199;
  private static final Duration DAY = Duration.ofDays(1);

  private TimeText() {}

  static Parsed<Instant> of(Cell cell, RowSettings settings) {
    if (cell instanceof Cell.DateTime dateTime) {
      return local(dateTime.value(), settings);
    }
    if (cell instanceof Cell.TimeOfDay time) {
      return onDeliveryDate(time.sinceMidnight(), cell.display(), settings);
    }
    if (cell instanceof Cell.Number) {
      return Parsed.fault(
          "must be a date and time, but is the number "
              + Parsed.quoted(cell.display())
              + "; give the column a date format");
    }
    return parse(CellText.trimmed(cell.display()), settings);
  }

  private static Parsed<Instant> parse(String text, RowSettings settings) {
    try {
      Matcher time = TIME.matcher(text);
      if (time.matches()) {
        return onDeliveryDate(
            timeOfDay(time.group(1), time.group(2), time.group(3)), text, settings);
      }
      Matcher found = DATE_TIME.matcher(text);
      if (found.matches()) {
        return dateTime(found, settings);
      }
    } catch (DateTimeException e) {
      return Parsed.fault("must be a date and time that exist, but is " + Parsed.quoted(text));
    }
    return Parsed.fault(
        "must be a date and time such as 2025-10-08 00:15:00, but is " + Parsed.quoted(text));
  }

  private static Parsed<Instant> dateTime(Matcher found, RowSettings settings) {
    LocalDateTime midnight =
        LocalDate.of(number(found, 1), number(found, 2), number(found, 3)).atStartOfDay();
    if (found.group(4) == null) {
      return local(midnight, settings);
    }
    LocalDateTime at = midnight.plus(timeOfDay(found.group(4), found.group(5), found.group(6)));
    String fraction = found.group(7);
    if (fraction != null) {
      at = at.plusNanos(Long.parseLong((fraction + "00000000").substring(1, 10)));
    }
    String offset = found.group(8);
    return offset == null ? local(at, settings) : checked(at.toInstant(ZoneOffset.of(offset)), at);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static Duration timeOfDay(String hours, String minutes, @Nullable String seconds) {
    Duration time =
        Duration.ofHours(Integer.parseInt(hours))
            .plusMinutes(below60(minutes))
            .plusSeconds(seconds == null ? 0 : below60(seconds));
    if (time.compareTo(DAY) > 0) {
      throw new DateTimeException("after the end of the day");
    }
    return time;
  }

  private static int below60(String digits) {
    int value = Integer.parseInt(digits);
    if (value >= 60) {
      throw new DateTimeException("not below 60");
    }
    return value;
  }

  private static Parsed<Instant> onDeliveryDate(Duration time, String shown, RowSettings settings) {
    LocalDate date = settings.deliveryDate();
    if (date == null) {
      return Parsed.fault(
          "is the time of day "
              + Parsed.quoted(shown)
              + " without a date; name the delivery date in the request");
    }
    return local(date.atStartOfDay().plus(time), settings);
  }

  private static Parsed<Instant> local(LocalDateTime at, RowSettings settings) {
    if (settings.zone().getRules().getValidOffsets(at).isEmpty()) {
      return Parsed.fault("is " + at + ", which the clocks of " + settings.zone() + " skip");
    }
    return checked(at.atZone(settings.zone()).toInstant(), at);
  }

  private static Parsed<Instant> checked(Instant instant, LocalDateTime at) {
    return at.getYear() < MIN_YEAR || at.getYear() > MAX_YEAR
        ? Parsed.fault("must be in the years 1900 to 2199, but is " + at)
        : Parsed.of(instant);
  }
}
