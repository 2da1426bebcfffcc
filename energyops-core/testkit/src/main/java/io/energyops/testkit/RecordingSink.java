package io.energyops.testkit;

import io.energyops.event.DeliveredEvent;
import io.energyops.event.EventSink;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps the events of a subscription and waits for those to come. Subscribe it before what
 * publishes is started: what was published before is not delivered. Thread-safe.
 */
public final class RecordingSink implements EventSink {

  private final Recorded<DeliveredEvent> recorded = new Recorded<>();

  /** Makes an empty recording. */
  public RecordingSink() {}

  @Override
  public void accept(DeliveredEvent delivered) {
    recorded.add(delivered);
  }

  /**
   * Lists what came so far.
   *
   * @return the events in order, a copy
   */
  public List<DeliveredEvent> events() {
    return recorded.items();
  }

  /**
   * Lists the types of what came so far.
   *
   * @return the types in order, such as {@code script:complete}
   */
  public List<String> types() {
    return events().stream().map(delivered -> delivered.event().type()).toList();
  }

  /**
   * Waits for an event, one that has come counts too.
   *
   * @param wanted which one
   * @param limit how long to wait
   * @return the first of them
   * @throws AssertionError when none comes in time, or the thread is interrupted; its message lists
   *     the types of those that came
   */
  public DeliveredEvent await(Predicate<? super DeliveredEvent> wanted, Duration limit) {
    return recorded
        .first(wanted, limit)
        .orElseThrow(() -> missing("No event that was wanted came", limit));
  }

  /**
   * Waits for an event of a type, one that has come counts too.
   *
   * @param type such as {@code script:complete}
   * @param limit how long to wait
   * @return the first of them
   * @throws AssertionError when none comes in time, or the thread is interrupted
   */
  public DeliveredEvent awaitType(String type, Duration limit) {
    return recorded
        .first(delivered -> delivered.event().type().equals(type), limit)
        .orElseThrow(() -> missing("No event of type " + type + " came", limit));
  }

  /**
   * Waits until a number of events has come.
   *
   * @param count how many at least
   * @param limit how long to wait
   * @return all that came
   * @throws AssertionError when fewer come in time, or the thread is interrupted
   */
  public List<DeliveredEvent> awaitCount(int count, Duration limit) {
    if (!recorded.reaches(count, limit)) {
      throw missing("Fewer than " + count + " events came", limit);
    }
    return events();
  }

  private AssertionError missing(String what, Duration limit) {
    List<String> types = types();
    return new AssertionError(
        what + " within " + limit + "; there were " + types.size() + ": " + types);
  }
}
