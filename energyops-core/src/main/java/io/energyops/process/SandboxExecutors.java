package io.energyops.process;

import com.github.f4b6a3.uuid.UuidCreator;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.SandboxExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes sandbox executors. */
public final class SandboxExecutors {

  private SandboxExecutors() {}

  /**
   * Makes an executor with the defaults.
   *
   * @param workRoot below it each run gets a private folder; made when it is missing
   * @param scheduler watches the runs and calls their sinks; never closed here
   * @param interpreter finds the Python interpreter for scripts that name none
   * @return the executor, to be closed before the scheduler
   */
  public static SandboxExecutor create(
      Path workRoot, ScheduledExecutorService scheduler, Supplier<Optional<Path>> interpreter) {
    return builder(workRoot, scheduler).interpreter(interpreter).build();
  }

  /**
   * Begins an executor.
   *
   * @param workRoot below it each run gets a private folder; made when it is missing
   * @param scheduler watches the runs and, unless another executor is set, calls their sinks; never
   *     closed here
   * @return a builder
   */
  public static Builder builder(Path workRoot, ScheduledExecutorService scheduler) {
    return new Builder(workRoot, scheduler);
  }

  /**
   * Removes what JVMs that were killed left below a folder of sandboxes: processes, control groups
   * and folders. What a living JVM runs there is not touched. Takes up to ten seconds for each
   * process that does not end.
   *
   * @param workRoot where the runs have their folders
   * @param nanoTicker monotonic nanoseconds
   * @param clock time of files
   * @return how many runs were removed
   */
  public static int removeRemains(Path workRoot, LongSupplier nanoTicker, Clock clock) {
    return new SandboxRemains(workRoot, nanoTicker, clock).remove();
  }

  /** Collects the parts of an executor. Not thread-safe. */
  public static final class Builder {

    private final Path workRoot;
    private final ScheduledExecutorService scheduler;
    private ScheduledExecutorService leases;
    private Executor executor;
    private Supplier<Optional<Path>> interpreter = Optional::empty;
    private IsolationPlanner planner = IsolationPlanner.plain();
    private LongSupplier nanoTicker = System::nanoTime;
    private Supplier<ExecutionId> ids =
        () -> ExecutionId.of(UuidCreator.getTimeOrderedEpoch().toString());
    private Supplier<String> tokens = () -> UUID.randomUUID().toString();
    private Map<String, String> hostEnvironment = System.getenv();

    private Builder(Path workRoot, ScheduledExecutorService scheduler) {
      this.workRoot = Objects.requireNonNull(workRoot, "workRoot").toAbsolutePath();
      this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
      this.leases = scheduler;
      this.executor = scheduler;
      if (workRoot.toString().isEmpty()) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT, "Sandbox: workRoot must name a directory");
      }
    }

    /**
     * Sets what shows the supervisors that this JVM lives; the scheduler by default, where sinks
     * that block all its threads for half a minute end the scripts.
     *
     * @param value runs brief tasks in time
     * @return this
     */
    public Builder leases(ScheduledExecutorService value) {
      this.leases = Objects.requireNonNull(value, "leases");
      return this;
    }

    /**
     * Sets what reads the output and calls the sinks; the scheduler by default.
     *
     * @param value stays the caller's; a sink that blocks holds one of its threads
     * @return this
     */
    public Builder executor(Executor value) {
      this.executor = Objects.requireNonNull(value, "executor");
      return this;
    }

    /**
     * Sets how to find the interpreter for scripts that name none.
     *
     * @param value gives the real interpreter, no shim; empty when there is none
     * @return this
     */
    public Builder interpreter(Supplier<Optional<Path>> value) {
      this.interpreter = value;
      return this;
    }

    /**
     * Sets what isolates the scripts; nothing but the supervisor by default.
     *
     * @param value the planner
     * @return this
     */
    public Builder planner(IsolationPlanner value) {
      this.planner = value;
      return this;
    }

    /**
     * Sets how strongly the scripts are held: in place of a planner, what this host has.
     *
     * @param value plain by default
     * @param interpreterFolders what an interpreter needs to be able to read beside the system's
     *     own folders
     * @return this
     */
    public Builder isolation(Isolation value, Function<Path, List<Path>> interpreterFolders) {
      this.planner =
          value == Isolation.PLAIN
              ? IsolationPlanner.plain()
              : HostIsolation.strongest(
                  workRoot, () -> interpreter.get(), nanoTicker, interpreterFolders);
      return this;
    }

    /**
     * Sets the monotonic nanosecond source.
     *
     * @param value for example {@code System::nanoTime}
     * @return this
     */
    public Builder nanoTicker(LongSupplier value) {
      this.nanoTicker = value;
      return this;
    }

    /**
     * Sets the source of run ids; time-ordered UUIDs by default.
     *
     * @param value gives an unused id at each call
     * @return this
     */
    public Builder ids(Supplier<ExecutionId> value) {
      this.ids = value;
      return this;
    }

    /**
     * Sets the source of the texts that mark a run's processes; random UUIDs by default.
     *
     * @param value gives a text that nobody can guess at each call
     * @return this
     */
    public Builder tokens(Supplier<String> value) {
      this.tokens = value;
      return this;
    }

    /**
     * Sets the variables from which the allow-list picks; this JVM's by default.
     *
     * @param value names and values
     * @return this
     */
    public Builder hostEnvironment(Map<String, String> value) {
      this.hostEnvironment = value;
      return this;
    }

    /**
     * Makes the executor.
     *
     * @return the executor, to be closed before the scheduler
     */
    public SandboxExecutor build() {
      return new SupervisedSandbox(
          new SandboxParts(
              workRoot,
              scheduler,
              leases,
              executor,
              interpreter,
              planner,
              nanoTicker,
              ids,
              tokens,
              Map.copyOf(hostEnvironment)));
    }
  }
}
