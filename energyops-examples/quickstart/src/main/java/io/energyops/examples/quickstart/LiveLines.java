package io.energyops.examples.quickstart;

import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.log.LogListener;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints the lines of a run as they come, with time and stream, and remembers the last complaint.
 */
final class LiveLines implements LogListener {

  private final Screen screen;
  private final DateTimeFormatter time;
  private final Consumer<String> observer;
  private volatile String lastComplaint = "";

  LiveLines(Screen screen, ZoneId zone, Consumer<String> observer) {
    this.screen = screen;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    this.observer = observer;
  }

  @Override
  public void onLine(LogEntry entry) {
    boolean plain = entry.level() == LogLevel.STDOUT || entry.level() == LogLevel.INFO;
    if (!plain && !entry.message().isBlank()) {
      lastComplaint = entry.message();
    }
    String level = String.format(Locale.ROOT, "%-6s", entry.level().wireName());
    screen.line(
        "   "
            + screen.paint(Ink.DIM, time.format(entry.timestamp()) + " " + level)
            + " "
            + (plain ? entry.message() : screen.paint(Ink.YELLOW, entry.message())));
    observer.accept(entry.message());
  }

  String lastComplaint() {
    return lastComplaint;
  }
}
