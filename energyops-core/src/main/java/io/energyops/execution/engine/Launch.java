package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.sandbox.Confinement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What an engine is to run. Immutable.
 *
 * @param interpreter the Python 3.9 or newer that runs the supervisor
 * @param controlFolder where the supervisor keeps its records and the spool; not yet there
 * @param workFolder the program's working folder, which exists, with its inputs
 * @param confinement the program and its arguments, and what holds it
 * @param environment the program's whole environment
 * @param wallTime time after which the run is ended, at least a millisecond
 * @param outputBytes what it may print at most
 * @param grace time between TERM and KILL
 * @param restartGrace how long it may run while no owner shows that it lives
 */
public record Launch(
    Path interpreter,
    Path controlFolder,
    Path workFolder,
    Confinement confinement,
    Map<String, String> environment,
    Duration wallTime,
    long outputBytes,
    Duration grace,
    Duration restartGrace) {

  /**
   * Checks and copies.
   *
   * @param interpreter the Python that runs the supervisor
   * @param controlFolder where the supervisor keeps its records
   * @param workFolder the program's working folder
   * @param confinement the program and its arguments, and what holds it
   * @param environment the program's whole environment
   * @param wallTime time after which the run is ended
   * @param outputBytes what it may print at most
   * @param grace time between TERM and KILL
   * @param restartGrace how long it may run without a sign of its owner
   * @throws InvalidArgumentException when the command is empty
   */
  public Launch {
    environment = Map.copyOf(environment);
    if (confinement.command().isEmpty()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A launch must name a program");
    }
  }

  /** Says nothing of command and environment, which may hold secrets. */
  @Override
  public String toString() {
    return "Launch[" + workFolder + "]";
  }
}
