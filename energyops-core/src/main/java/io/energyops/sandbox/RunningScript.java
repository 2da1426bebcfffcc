package io.energyops.sandbox;

import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.KillResult;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A script that was started. Thread-safe. */
public interface RunningScript extends AutoCloseable {

  /**
   * Returns the run's id.
   *
   * @return the id
   */
  ExecutionId id();

  /**
   * Returns the process id of the script.
   *
   * @return the id, empty while the script is starting and when it could not be started
   */
  OptionalLong pid();

  /**
   * Ends the script with every process that it started: TERM, the grace of its options, then KILL.
   * Does not wait.
   *
   * @return what became of it; cancelling this future cancels nothing
   */
  CompletableFuture<KillResult> kill();

  /**
   * Tells the end: the script is gone, its output was handed on, its folder is removed.
   *
   * @return the result, never exceptional; cancelling this future cancels nothing
   */
  CompletableFuture<ExecutionResult> completion();

  /**
   * Ends the script if it runs, waits for its end within its grace and ten seconds more, and cleans
   * up. Idempotent. Not to be called by the output sink, whose thread the end needs.
   */
  @Override
  void close();
}
