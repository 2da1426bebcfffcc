package io.energyops.process;

import io.energyops.run.ExecutionId;
import io.energyops.run.KillResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Registry of the processes of executions: who runs, and how it is ended. Thread-safe. */
public interface ProcessManager {

  /**
   * Registers a process that the embedding application started itself for an execution. Its end
   * settles the execution: completed for exit code 0, failed for any other, cancelled after {@link
   * #killProcess}.
   *
   * @param id an execution that was registered as external and has no process yet
   * @param process the process
   * @throws io.energyops.error.NotFoundException when no such execution exists
   * @throws io.energyops.error.ConflictException when it has ended, or has a process already
   */
  void registerProcess(ExecutionId id, Process process);

  /**
   * Ends an execution with the default grace of five seconds.
   *
   * @param id the execution
   * @return what became of it; the caller's thread never waits for the grace, and cancelling the
   *     future cancels nothing
   * @throws io.energyops.error.NotFoundException when no such execution exists
   */
  CompletableFuture<KillResult> killProcess(ExecutionId id);

  /**
   * Ends an execution.
   *
   * @param id the execution
   * @param options grace and requester
   * @return what became of it; the caller's thread never waits for the grace, and cancelling the
   *     future cancels nothing
   * @throws io.energyops.error.NotFoundException when no such execution exists
   */
  CompletableFuture<KillResult> killProcess(ExecutionId id, KillOptions options);

  /**
   * Ends an execution with the default grace of five seconds.
   *
   * @param id the execution's id
   * @return what became of it
   * @throws io.energyops.error.NotFoundException when no such execution exists
   */
  default CompletableFuture<KillResult> killProcess(String id) {
    return killProcess(ExecutionId.of(id));
  }

  /**
   * Looks at the executions of this node that are running by the database but that nobody follows:
   * a live one is adopted or killed by policy, one whose process is gone is marked failed. Runs at
   * every opening; calling it again is harmless.
   *
   * @return what was done
   */
  CleanupReport cleanupStaleProcesses();

  /**
   * Returns whether the process of an execution runs, on this node as far as its identity (pid,
   * start time, boot) tells.
   *
   * @param id the execution
   * @return false also for an unknown execution and for one of another node
   */
  boolean isProcessRunning(ExecutionId id);

  /**
   * Returns whether the process of an execution runs.
   *
   * @param id the execution's id
   * @return false also for an unknown execution and for one of another node
   */
  default boolean isProcessRunning(String id) {
    return isProcessRunning(ExecutionId.of(id));
  }

  /**
   * Returns the runs that this node follows.
   *
   * @return a snapshot, ordered by execution id
   */
  List<ManagedProcess> list();
}
