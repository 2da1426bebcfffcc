package io.energyops.log;

import java.io.IOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes lines as text: time in UTC with milliseconds, level, message. */
final class LogTextWriter {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Writer target;

  LogTextWriter(Writer target) {
    this.target = target;
  }

  void write(LogEntry entry) throws IOException {
    TIME.formatTo(entry.timestamp().truncatedTo(ChronoUnit.MILLIS), target);
    target.append(' ').append(entry.level().wireName()).append(' ');
    target.append(entry.message()).append('\n');
  }

  /** Says at the end what a reader would otherwise take for the whole. */
  void missing(long lines) throws IOException {
    target.append("[incomplete: ").append(Long.toString(lines));
    target.append(" more lines of this execution are not in the database]\n");
  }
}
