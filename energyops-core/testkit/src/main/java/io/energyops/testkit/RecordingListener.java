package io.energyops.testkit;

import io.energyops.log.LogEntry;
import io.energyops.log.LogListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the lines of a followed log and waits for those to come. Thread-safe. */
public final class RecordingListener implements LogListener {

  private final Recorded<LogEntry> recorded = new Recorded<>();

  /** Makes an empty recording. */
  public RecordingListener() {}

  @Override
  public void onLine(LogEntry entry) {
    recorded.add(entry);
  }

  /**
   * Lists what came so far.
   *
   * @return the lines in order, a copy
   */
  public List<LogEntry> lines() {
    return recorded.items();
  }

  /**
   * Lists the texts of what came so far.
   *
   * @return the messages in order
   */
  public List<String> messages() {
    return lines().stream().map(LogEntry::message).toList();
  }

  /**
   * Waits for a line, one that has come counts too.
   *
   * @param wanted which one
   * @param limit how long to wait
   * @return the first of them
   * @throws AssertionError when none comes in time, or the thread is interrupted; its message shows
   *     the last lines that came
   */
  public LogEntry await(Predicate<? super LogEntry> wanted, Duration limit) {
    return first(wanted, limit).orElseThrow(() -> missing("No line that was wanted came", limit));
  }

  /**
   * Waits until a number of lines has come.
   *
   * @param count how many at least
   * @param limit how long to wait
   * @return all that came
   * @throws AssertionError when fewer come in time, or the thread is interrupted
   */
  public List<LogEntry> awaitCount(int count, Duration limit) {
    if (!recorded.reaches(count, limit)) {
      throw missing("Fewer than " + count + " lines came", limit);
    }
    return lines();
  }

  Optional<LogEntry> first(Predicate<? super LogEntry> wanted, Duration limit) {
    return recorded.first(wanted, limit);
  }

  void end() {
    recorded.end();
  }

  private AssertionError missing(String what, Duration limit) {
    List<LogEntry> lines = lines();
    return new AssertionError(
        what
            + " within "
            + limit
            + "; there were "
            + lines.size()
            + RunReport.indented(lines.subList(Math.max(0, lines.size() - 10), lines.size())));
  }
}
