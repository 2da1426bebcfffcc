package io.energyops.execution;

import io.energyops.database.Page;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Runs programs and knows their runs. Thread-safe. */
public interface Executions {

  /**
   * Runs a program: the row is written at once, the start follows on another thread.
   *
   * @param request what to run, with what
   * @return the queued execution
   * @throws io.energyops.error.NotFoundException when the program does not exist
   * @throws io.energyops.sandbox.LimitNotEnforceableException when a required limit cannot be
   *     enforced here; nothing was started or written
   */
  Execution run(RunRequest request);

  /**
   * Makes the row of a run that the embedding application starts itself; its process follows by
   * {@link io.energyops.process.ProcessManager#registerProcess}, its log by {@link
   * io.energyops.log.LogBatcher#addLog}.
   *
   * @param run the run
   * @return the queued execution
   * @throws io.energyops.error.NotFoundException when the program does not exist
   * @throws io.energyops.error.ConflictException when the given id is taken
   */
  Execution registerExternal(ExternalRun run);

  /**
   * Finds an execution.
   *
   * @param id its id
   * @return its present state, empty when there is none
   */
  Optional<Execution> find(ExecutionId id);

  /**
   * Lists executions, newest first.
   *
   * @param query which ones
   * @return a page
   */
  Page<Execution> list(ExecutionQuery query);

  /**
   * Waits for the end of an execution, wherever it runs. Its log is complete and its outputs are
   * stored by then. A database that is out of reach is waited for too.
   *
   * @param id the execution
   * @param limit how long to wait; a database that hangs may hold the call for its own time limit
   *     longer
   * @return how it ended
   * @throws TimeoutException when it has not ended by then, with the database's fault as its cause
   *     when that is out of reach; the execution goes on
   * @throws InterruptedException when the waiting thread is interrupted; the execution goes on
   * @throws io.energyops.error.NotFoundException when it does not exist
   */
  ExecutionResult await(ExecutionId id, Duration limit)
      throws TimeoutException, InterruptedException;

  /**
   * Lists what an execution left in its folder {@code outputs}.
   *
   * @param id the execution
   * @return the files by name; empty before the end
   */
  List<Artefact> artefacts(ExecutionId id);
}
