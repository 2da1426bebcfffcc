package io.energyops.notification;

import io.energyops.run.ExecutionId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets a bounded number of notifications per execution through and counts the rest, so that one
 * failing line in a loop cannot bury everything else and nothing is lost in silence: what was
 * offered is always what was allowed plus what the digests tell.
 *
 * <p>A digest is due with the next notification that is allowed, at the end of the window ({@link
 * #dueDigests}), and when the execution completes; the caller drains it there.
 *
 * <p>At most {@link ThrottleSettings#maxExecutions()} executions are remembered. One more makes the
 * execution that was silent for longest forgotten: it begins a new window when it speaks again, and
 * what was held back for it goes to {@link #drainUnclaimed()}.
 *
 * <p>Thread-safe; each call but {@link #dueDigests} takes constant time in the number of
 * executions.
 */
public interface NotificationThrottler {

  /**
   * Creates a throttler.
   *
   * @param settings the limits
   * @param nanoTicker a monotonic source of nanoseconds, such as {@code System::nanoTime}
   * @return the throttler
   */
  static NotificationThrottler create(ThrottleSettings settings, LongSupplier nanoTicker) {
    return new RingThrottler(settings, nanoTicker);
  }

  /**
   * Decides whether a message becomes a notification. One that does not is counted for the digest.
   *
   * @param id the execution
   * @param message the line that would be shown
   * @return true when the notification may be made
   */
  boolean shouldCreateNotification(ExecutionId id, String message);

  /**
   * Decides as {@link #shouldCreateNotification(ExecutionId, String)} does.
   *
   * @param executionId the execution's id
   * @param message the line that would be shown
   * @return true when the notification may be made
   * @throws io.energyops.error.InvalidArgumentException when the id is malformed
   */
  default boolean shouldCreateNotification(String executionId, String message) {
    return shouldCreateNotification(ExecutionId.of(executionId), message);
  }

  /**
   * Takes what was held back for an execution since the last drain.
   *
   * @param id the execution
   * @return the digest, empty when nothing was held back
   */
  Optional<Digest> drainDigest(ExecutionId id);

  /**
   * Lists the executions whose oldest undrained message was held back a whole window ago or longer.
   *
   * @return their ids, the longest waiting first; draining one takes it off the list
   */
  List<ExecutionId> dueDigests();

  /**
   * Forgets an execution that has ended. What is still held back for it goes to {@link
   * #drainUnclaimed()}.
   *
   * @param id the execution; an unknown one is fine
   */
  void forget(ExecutionId id);

  /**
   * Takes what was held back for executions that were forgotten before anybody drained their
   * digest.
   *
   * @return one digest over all of them, empty when there is nothing
   */
  Optional<Digest> drainUnclaimed();

  /**
   * Returns the counts so far.
   *
   * @return a consistent view
   */
  ThrottleStats stats();
}
