package io.energyops.sandbox;

import io.energyops.run.Enforcement;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs single scripts within limits. Used alone it has no row in a database: a run ends with the
 * JVM and is never adopted. Thread-safe.
 */
public interface SandboxExecutor extends AutoCloseable {

  /**
   * Starts a script as {@code python -u script args} in a private work folder, which is also its
   * HOME and is removed afterwards. Does not wait for it. A program that cannot be started gives a
   * run that has failed with the reason COULD_NOT_START.
   *
   * @param script an existing file
   * @param args its arguments
   * @param options limits, environment and where the output goes
   * @return the run
   * @throws LimitNotEnforceableException when a required limit cannot be enforced, before anything
   *     starts
   * @throws io.energyops.error.NotFoundException when the script is no readable file
   * @throws io.energyops.error.EnergyOpsException PYTHON_MISSING when no interpreter is known,
   *     UNSUPPORTED on a platform without a supervisor, CLOSED after {@link #close()},
   *     RUN_DIRECTORY_FAILURE when the work folder cannot be made
   */
  RunningScript executeScript(Path script, List<String> args, SandboxOptions options);

  /**
   * Tells what is enforced here, for the default limits.
   *
   * @return one entry per limit
   */
  List<Enforcement> capabilities();

  /** Ends every script that runs, waits for that within a limit, and cleans up. Idempotent. */
  @Override
  void close();
}
