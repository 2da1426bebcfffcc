package io.energyops.run;

import java.time.Duration;
import java.util.List;

/**
 * What became of a request to end a run. A caller handles the cases that it knows and treats every
 * other one as "not killed": cases may be added.
 */
public sealed interface KillResult {

  /**
   * Returns whether this request ended the run.
   *
   * @return true for {@link Killed} alone
   */
  default boolean killed() {
    return this instanceof Killed;
  }

  /**
   * The run and every process of it are gone.
   *
   * @param forced whether the grace ran out and KILL was needed
   * @param took time from request to the end
   * @param ended processes that got a signal, the first 20 of them; empty when the way of ending
   *     does not tell
   */
  record Killed(boolean forced, Duration took, List<Ended> ended) implements KillResult {

    /**
     * Copies the list.
     *
     * @param forced whether the grace ran out and KILL was needed
     * @param took time from request to the end
     * @param ended processes that got a signal
     */
    public Killed {
      ended = List.copyOf(ended);
    }

    /**
     * Makes a result that does not tell which processes it was.
     *
     * @param forced whether the grace ran out and KILL was needed
     * @param took time from request to the end
     */
    public Killed(boolean forced, Duration took) {
      this(forced, took, List.of());
    }
  }

  /**
   * The run had ended before.
   *
   * @param status its terminal state
   */
  record AlreadyFinished(ExecutionStatus status) implements KillResult {}

  /**
   * The run has ended, but some of its processes could not be reached.
   *
   * @param survivors what is left, at least one
   */
  record Survivors(List<Survivor> survivors) implements KillResult {

    /**
     * Copies the list.
     *
     * @param survivors what is left
     */
    public Survivors {
      survivors = List.copyOf(survivors);
    }
  }

  /**
   * The node that owns the run does not answer; nothing is known of the process.
   *
   * @param node name of the owner
   */
  record NodeUnreachable(String node) implements KillResult {}

  /** No process is registered for the run. */
  record NotRegistered() implements KillResult {}

  /**
   * Signals were sent, but the end could not be seen.
   *
   * @param reason what prevented it
   */
  record Unconfirmed(String reason) implements KillResult {}

  /**
   * A process that was ended.
   *
   * @param pid the process id that it had
   * @param command its command line, cut at 200 characters
   * @param foundBy which link led to it
   * @param forced whether it needed KILL
   */
  record Ended(long pid, String command, FoundBy foundBy, boolean forced) {}

  /**
   * A process that is left.
   *
   * @param pid its process id
   * @param command its command line, cut at 200 characters
   * @param reason why it could not be reached
   */
  record Survivor(long pid, String command, String reason) {}
}
