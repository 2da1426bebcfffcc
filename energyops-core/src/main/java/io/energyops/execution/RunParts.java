package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.event.EventHub;
import io.energyops.event.Outbox;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.identity.IdSource;
import io.energyops.identity.Node;
import io.energyops.log.LineSettings;
import io.energyops.log.LogBatcher;
import io.energyops.process.ProcessRegistry;
import io.energyops.process.Supervisor;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.storage.StorageBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What running programs stands on; all of it stays the caller's.
 *
 * @param database where executions are registered
 * @param node this JVM
 * @param ids ids of executions and rows
 * @param clock time of records
 * @param nanoTicker monotonic nanoseconds
 * @param storage where programs are read and outputs are stored
 * @param runsFolder where the private folders of runs are made
 * @param interpreter gives the interpreter of programs and supervisor; throws when there is none
 * @param hostEnvironment variables from which the allow-list takes
 * @param supervisor starts and attaches supervisors
 * @param engines what runs programs beside this host
 * @param defaultEngine name of the engine of requests that name none
 * @param planner composes the isolation
 * @param registry the runs that this JVM follows
 * @param logs takes log lines
 * @param lines how output becomes lines
 * @param hub brings live lines to subscribers
 * @param outbox takes events of a transaction
 * @param observer sees each line and the end
 * @param imports writes the rows of an import
 * @param programs knows programs, one for each kind
 * @param scheduler follows the runs
 * @param leases keeps the leases fresh; nothing else may delay it
 * @param workers start runs and settle their ends
 * @param restartGrace how long a run goes on without any JVM
 */
@Internal
public record RunParts(
    Database database,
    Node node,
    IdSource ids,
    Clock clock,
    LongSupplier nanoTicker,
    StorageBackend storage,
    Path runsFolder,
    Supplier<Path> interpreter,
    Map<String, String> hostEnvironment,
    Supervisor supervisor,
    List<ExecutionEngine> engines,
    String defaultEngine,
    IsolationPlanner planner,
    ProcessRegistry registry,
    LogBatcher logs,
    LineSettings lines,
    EventHub hub,
    Outbox outbox,
    RunObserver observer,
    ImportRows imports,
    List<ProgramSource> programs,
    ScheduledExecutorService scheduler,
    ScheduledExecutorService leases,
    Executor workers,
    Duration restartGrace) {

  /**
   * Copies the collections.
   *
   * @param database where executions are registered
   * @param node this JVM
   * @param ids ids of executions and rows
   * @param clock time of records
   * @param nanoTicker monotonic nanoseconds
   * @param storage where programs are read and outputs are stored
   * @param runsFolder where the private folders of runs are made
   * @param interpreter gives the interpreter
   * @param hostEnvironment variables from which the allow-list takes
   * @param supervisor starts and attaches supervisors
   * @param engines what runs programs beside this host
   * @param defaultEngine name of the engine of requests that name none
   * @param planner composes the isolation
   * @param registry the runs that this JVM follows
   * @param logs takes log lines
   * @param lines how output becomes lines
   * @param hub brings live lines to subscribers
   * @param outbox takes events of a transaction
   * @param observer sees each line and the end
   * @param imports writes the rows of an import
   * @param programs knows programs
   * @param scheduler follows the runs
   * @param leases keeps the leases fresh
   * @param workers start runs and settle their ends
   * @param restartGrace how long a run goes on without any JVM
   */
  public RunParts {
    hostEnvironment = Map.copyOf(hostEnvironment);
    programs = List.copyOf(programs);
    engines = List.copyOf(engines);
  }
}
