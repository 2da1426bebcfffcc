package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.Chunk;
import io.energyops.execution.engine.EngineCapabilities;
import io.energyops.execution.engine.EngineRefusedException;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Launch;
import io.energyops.execution.engine.Observation;
import io.energyops.execution.engine.RunKey;
import io.energyops.process.ExitRecord;
import io.energyops.process.LaunchSpec;
import io.energyops.process.LimitMarks;
import io.energyops.process.RunEnd;
import io.energyops.process.SpoolReader;
import io.energyops.process.StartRecord;
import io.energyops.process.SupervisedProcess;
import io.energyops.process.Supervisor;
import io.energyops.process.Verdict;
import io.energyops.run.ExecutionId;
import io.energyops.run.TerminationReason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on this host under supervisors. A handle is the name of the run's folder, so every
 * JVM with the same data directory finds every run in it. Thread-safe.
 */
final class LocalEngine implements ExecutionEngine {

  static final String NAME = "local";

  private final Supervisor supervisor;
  private final RunFolders folders;
  private final String hostname;
  private final Clock clock;
  private final Map<ExecutionId, Reached> runs = new ConcurrentHashMap<>();

  LocalEngine(Supervisor supervisor, RunFolders folders, String hostname, Clock clock) {
    this.supervisor = supervisor;
    this.folders = folders;
    this.hostname = hostname;
    this.clock = clock;
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities(NAME, supervisor.outlivesOwner(), Duration.ofMillis(50));
  }

  @Override
  public Handle submit(RunKey key, Launch launch) throws EngineRefusedException {
    if (reached(key.id()) == null) {
      try {
        folders.claim(key.id(), key.owner());
        runs.put(key.id(), new Reached(supervisor.launch(spec(key, launch))));
      } catch (EnergyOpsException e) {
        if (e.code() == ErrorCode.EXECUTION_NOT_STARTED || e.code() == ErrorCode.UNSUPPORTED) {
          throw new EngineRefusedException(String.valueOf(e.getMessage()), e);
        }
        throw e;
      }
    }
    return handle(key);
  }

  @Override
  public List<Handle> find(String owner, Optional<RunKey> key) {
    if (key.isPresent()) {
      return reached(key.get().id()) == null ? List.of() : List.of(handle(key.get()));
    }
    List<Handle> found = new ArrayList<>();
    for (String name : folders.names()) {
      ExecutionId id = ExecutionId.of(RunFolders.id(name));
      if (folders.owner(id).filter(owner::equals).isPresent() && reached(id) != null) {
        found.add(handle(new RunKey(owner, id)));
      }
    }
    return found;
  }

  @Override
  public Observation observe(Handle handle) {
    Reached run = reached(handle.key().id());
    if (run == null) {
      return Observation.of(Observation.State.GONE);
    }
    Optional<StartRecord> started = run.process.started();
    Optional<RunEnd> end = run.process.end();
    Observation seen =
        end.isPresent()
            ? Observation.ended(verdict(end.get(), clock))
            : Observation.of(
                run.stopping || !run.process.supervisorAlive()
                    ? Observation.State.STOPPING
                    : started.isPresent() ? Observation.State.RUNNING : Observation.State.QUEUED);
    return seen.withStart(
        started
            .map(start -> new Observation.Start(start.startedAt(), hostname, start.program()))
            .orElse(null));
  }

  @Override
  public Chunk read(Handle handle, long offset, int max) {
    Reached run = reached(handle.key().id());
    if (run == null) {
      return Chunk.of(new byte[0], offset, true);
    }
    boolean ended = run.process.end().isPresent();
    byte[] bytes = run.bytes(offset, max);
    return Chunk.of(bytes, offset + bytes.length, ended && bytes.length < max);
  }

  @Override
  public void terminate(Handle handle, TerminationReason reason, Duration grace) {
    Reached run = reached(handle.key().id());
    if (run != null) {
      run.stopping = true;
      run.process.requestKill(reason, grace);
    }
  }

  @Override
  public void renewLease(Handle handle) {
    Reached run = reached(handle.key().id());
    if (run != null) {
      run.process.touchLease();
    }
  }

  @Override
  public Absence absence(Handle handle) {
    Reached run = reached(handle.key().id());
    if (run == null) {
      return Absence.cannotTell("the run's folder is gone, and with it what identifies it");
    }
    Optional<RunEnd> end = run.process.end();
    if (end.isEmpty()) {
      return Absence.cannotTell("the run has not ended");
    }
    return end.get().survivors().isEmpty()
        ? Absence.noneLeft()
        : Absence.survivors(end.get().survivors());
  }

  @Override
  public void release(Handle handle) {
    Reached run = runs.remove(handle.key().id());
    if (run != null) {
      run.close();
    }
  }

  @Override
  public void close() {
    runs.values().forEach(Reached::close);
    runs.clear();
  }

  private @Nullable Reached reached(ExecutionId id) {
    Reached known = runs.get(id);
    if (known != null || !folders.exists(id)) {
      return known;
    }
    try {
      return runs.computeIfAbsent(
          id, run -> new Reached(supervisor.attach(folders.existing(run).control())));
    } catch (EnergyOpsException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** What the files of a supervisor say, on whatever machine it was. */
  static EngineVerdict verdict(RunEnd end, Clock clock) {
    Verdict verdict = Verdict.of(end);
    if (end instanceof ExitRecord exit) {
      return EngineVerdict.of(
              verdict.reason(), EngineVerdict.Source.SUPERVISOR_RECORD, exit.endedAt())
          .exitCode(exit.exitCode().isPresent() ? exit.exitCode().getAsInt() : null)
          .signal(exit.signal().isPresent() ? exit.signal().getAsInt() : null)
          .runtime(exit.runtime())
          .message(verdict.message())
          .evidence(exit.toString())
          .forced(exit.forced())
          .endedProcesses(end.ended())
          .hits(LimitMarks.hits(exit))
          .build();
    }
    return EngineVerdict.of(verdict.reason(), EngineVerdict.Source.INFERRED, clock.instant())
        .message(verdict.message())
        .forced(true)
        .endedProcesses(end.ended())
        .build();
  }

  private static Handle handle(RunKey key) {
    return new Handle(NAME, key, key.id().value());
  }

  static LaunchSpec spec(RunKey key, Launch launch) {
    return LaunchSpec.builder()
        .interpreter(launch.interpreter())
        .controlDirectory(launch.controlFolder())
        .workingDirectory(launch.workFolder())
        .confinement(launch.confinement())
        .environment(launch.environment())
        .token(key.id().value())
        .wallTime(launch.wallTime())
        .outputBytes(launch.outputBytes())
        .grace(launch.grace())
        .restartGrace(launch.restartGrace())
        .build();
  }

  /** A run with its open spool. */
  private static final class Reached {

    private final SupervisedProcess process;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean stopping;
    private @Nullable SpoolReader spool;
    private boolean closed;

    Reached(SupervisedProcess process) {
      this.process = process;
    }

    byte[] bytes(long offset, int max) {
      reading.lock();
      try {
        if (closed) {
          return new byte[0];
        }
        SpoolReader open = spool;
        if (open == null) {
          open = process.spool(0);
          spool = open;
        }
        return open.bytes(offset, max);
      } finally {
        reading.unlock();
      }
    }

    void close() {
      reading.lock();
      try {
        closed = true;
        if (spool != null) {
          spool.close();
        }
      } finally {
        reading.unlock();
      }
    }
  }
}
