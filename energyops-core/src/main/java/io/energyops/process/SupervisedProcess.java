package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.TerminationReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A program under a supervisor, seen from the JVM. No call waits. Thread-safe.
 *
 * <p>Every call may throw {@link io.energyops.error.EnergyOpsException} with RUN_DIRECTORY_FAILURE
 * when the control directory cannot be read or written.
 */
@Internal
public interface SupervisedProcess extends Watched<StartRecord, RunEnd> {

  /**
   * Returns where the files between JVM and supervisor lie.
   *
   * @return the directory
   */
  Path controlDirectory();

  /**
   * Returns who runs.
   *
   * @return the record, empty until the program runs and when it could not be started
   */
  Optional<StartRecord> started();

  /**
   * Asks the supervisor to end the program and everything that it started: TERM, the grace, then
   * KILL. May be repeated: the first reason and the shorter grace count. Does nothing when the
   * program has ended.
   *
   * @param reason what the exit record shall name
   * @param grace time between TERM and KILL, zero or more
   */
  void requestKill(TerminationReason reason, Duration grace);

  /** Shows the supervisor that the owner lives. */
  @Override
  void touchLease();

  /**
   * Returns how the program ended.
   *
   * @return the supervisor's record, empty while there is none
   */
  Optional<ExitRecord> exit();

  /**
   * Returns whether the supervisor runs.
   *
   * @return false when it has ended; true also when its pid namespace cannot be seen from here
   */
  boolean supervisorAlive();

  /**
   * Returns the end, whether recorded or not. When the supervisor is gone without a record, each
   * call sweeps what it has left behind, and the answer comes when nothing is left or after five
   * seconds; so it is called again until it answers.
   *
   * @return the end, empty while the program runs or a sweep goes on
   */
  Optional<RunEnd> end();

  /**
   * Opens the captured output.
   *
   * @param fromOffset 0, or what {@link Frame#nextOffset()} gave
   * @return a reader of its own
   */
  @Override
  SpoolReader spool(long fromOffset);

  @Override
  default Look<StartRecord, RunEnd> look() {
    return new Look<>(started(), end());
  }

  @Override
  default String label() {
    return controlDirectory().toString();
  }
}
