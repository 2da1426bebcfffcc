package io.energyops.testkit;

import io.energyops.EnergyOps;
import io.energyops.error.NotFoundException;
import io.energyops.event.DeliveredEvent;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Execution;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a run does. Each wait has a limit of real time; one that is missed is an {@link
 * AssertionError} that tells the state of the run and its last lines. An interrupt is one too, and
 * stays set on the thread.
 */
public final class Await {

  private Await() {}

  /**
   * Waits for the end of a run, whatever it is.
   *
   * @param ops the open engine
   * @param id the execution
   * @param limit how long to wait
   * @return how it ended
   * @throws AssertionError when it has not ended by then, or does not exist
   */
  public static ExecutionResult terminal(EnergyOps ops, ExecutionId id, Duration limit) {
    try {
      return ops.executions().await(id, limit);
    } catch (TimeoutException | NotFoundException e) {
      throw failed("Execution " + id + " has not ended within " + limit, ops, id, e);
    } catch (InterruptedException e) {
      throw interrupted("the end of execution " + id, e);
    }
  }

  /**
   * Waits for the good end of a run.
   *
   * @param ops the open engine
   * @param id the execution
   * @param limit how long to wait
   * @return how it ended
   * @throws AssertionError when it has not ended by then, or not with {@link
   *     ExecutionStatus#COMPLETED}
   */
  public static ExecutionResult completed(EnergyOps ops, ExecutionId id, Duration limit) {
    ExecutionResult result = terminal(ops, id, limit);
    if (result.status() != ExecutionStatus.COMPLETED) {
      throw failed("Execution " + id + " did not complete", ops, id, null);
    }
    return result;
  }

  /**
   * Waits until a run is in a state, such as {@link ExecutionStatus#RUNNING}.
   *
   * @param ops the open engine
   * @param id the execution
   * @param status the state
   * @param limit how long to wait
   * @return the execution in this state
   * @throws AssertionError when it is not in this state by then, or has ended in another
   */
  public static Execution status(
      EnergyOps ops, ExecutionId id, ExecutionStatus status, Duration limit) {
    try {
      boolean done =
          Poll.USUAL.until(
              () ->
                  ops.executions()
                      .find(id)
                      .map(run -> run.status() == status || run.status().terminal())
                      .orElse(true),
              limit);
      Optional<Execution> run = ops.executions().find(id);
      if (done && run.isPresent() && run.get().status() == status) {
        return run.get();
      }
    } catch (InterruptedException e) {
      throw interrupted("execution " + id + " to be " + status.wireName(), e);
    }
    throw failed(
        "Execution " + id + " was not " + status.wireName() + " within " + limit, ops, id, null);
  }

  /**
   * Waits for a line in a run's log; one that is there already counts too. The log can be read up
   * to this line by then, although lines are delivered live before the database has them.
   *
   * @param ops the open engine
   * @param id the execution
   * @param wanted which line
   * @param limit how long to wait
   * @return the first of them
   * @throws AssertionError when none comes by then, or the log ends without it
   */
  public static LogEntry logLine(
      EnergyOps ops, ExecutionId id, Predicate<? super LogEntry> wanted, Duration limit) {
    RecordingListener listener = new RecordingListener();
    Optional<LogEntry> found;
    try (var following = ops.executionLogs().follow(id, 0, listener)) {
      var unused = following.completion().whenComplete((end, failure) -> listener.end());
      found = listener.first(wanted, limit);
    }
    if (found.isEmpty()) {
      throw failed(
          "No line that was wanted is in the log of execution " + id + " within " + limit,
          ops,
          id,
          null);
    }
    until(
        "line " + found.get().lineNumber() + " to be stored",
        () -> isStored(ops, found.get()),
        limit);
    return found.get();
  }

  /**
   * Subscribes to a topic, does something, and waits for an event that follows from it.
   *
   * @param ops the open engine
   * @param topic the topic
   * @param wanted which event
   * @param limit how long to wait
   * @param trigger what leads to the event; done on this thread, once subscribed
   * @return the first of them
   * @throws AssertionError when none comes by then; its message lists the types of those that came
   */
  public static DeliveredEvent event(
      EnergyOps ops,
      Topic topic,
      Predicate<? super DeliveredEvent> wanted,
      Duration limit,
      Runnable trigger) {
    RecordingSink sink = new RecordingSink();
    try (var subscription = ops.events().subscribe(topic, SubscriptionOptions.live(), sink)) {
      var unused = subscription.completion();
      trigger.run();
      return sink.await(wanted, limit);
    }
  }

  /**
   * Waits until something holds, asking every 20 milliseconds.
   *
   * @param what what is waited for, for the message: "the page to be there"
   * @param condition asked on this thread
   * @param limit how long to wait
   * @throws AssertionError when it does not hold by then
   */
  public static void until(String what, BooleanSupplier condition, Duration limit) {
    try {
      if (!Poll.USUAL.until(condition, limit)) {
        throw new AssertionError("Waited " + limit + " in vain for " + what);
      }
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static boolean isStored(EnergyOps ops, LogEntry line) {
    ops.logs().flush(line.executionId());
    return ops.executionLogs().tail(line.executionId(), 1).stream()
        .anyMatch(last -> last.lineNumber() >= line.lineNumber());
  }

  private static AssertionError failed(
      String what, EnergyOps ops, ExecutionId id, @Nullable Throwable cause) {
    return new AssertionError(what + ": " + RunReport.of(ops, id), cause);
  }

  private static AssertionError interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new AssertionError("Interrupted while waiting for " + what, cause);
  }
}
