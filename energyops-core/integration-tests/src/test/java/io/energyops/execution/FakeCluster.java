package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.Chunk;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Launch;
import io.energyops.execution.engine.Observation;
import io.energyops.execution.engine.RunKey;
import io.energyops.process.RunEnd;
import io.energyops.process.SpoolReader;
import io.energyops.process.SupervisedProcess;
import io.energyops.process.Supervisor;
import io.energyops.run.TerminationReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it is seen from afar: it queues, runs real programs under real supervisors, goes on
 * when nobody looks, may take a job twice, and tells of an end late. It stays when the engine that
 * talks to it is closed. Thread-safe.
 */
final class FakeCluster {

  /** A job; one that was taken twice is there twice, and the supervisor refuses the second. */
  private static final class Job {
    private final RunKey key;
    private final Launch launch;
    private final long takenNanos;
    private @Nullable SupervisedProcess process;
    private @Nullable String refusal;
    private boolean stopping;
    private long endedNanos;
    private @Nullable Instant refusedAt;

    Job(RunKey key, Launch launch, long takenNanos) {
      this.key = key;
      this.launch = launch;
      this.takenNanos = takenNanos;
    }
  }

  private final Supervisor supervisor = Supervisor.create(System::nanoTime);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Job> jobs = new TreeMap<>();
  private final Duration queueing;
  private final Duration lateness;
  private long lastJob;

  FakeCluster(Duration queueing, Duration lateness) {
    this.queueing = queueing;
    this.lateness = lateness;
  }

  /** Takes a job without asking whether it has one of this key. */
  Handle take(RunKey key, Launch launch) {
    return locked(
        () -> {
          jobs.put(++lastJob, new Job(key, launch, System.nanoTime()));
          return handle(lastJob, key);
        });
  }

  List<Handle> find(String owner, Optional<RunKey> key) {
    return locked(
        () -> {
          List<Handle> found = new ArrayList<>();
          jobs.forEach(
              (number, job) -> {
                if (job.key.owner().equals(owner) && key.map(job.key::equals).orElse(true)) {
                  found.add(handle(number, job.key));
                }
              });
          return found;
        });
  }

  Observation observe(Handle handle) {
    return locked(
        () -> {
          Job job = jobs.get(number(handle));
          if (job == null) {
            return Observation.of(Observation.State.GONE);
          }
          start(job);
          if (job.refusal != null) {
            return Observation.ended(
                EngineVerdict.of(
                        TerminationReason.COULD_NOT_START,
                        EngineVerdict.Source.ENGINE,
                        java.util.Objects.requireNonNull(job.refusedAt))
                    .message(job.refusal)
                    .build());
          }
          SupervisedProcess process = job.process;
          if (process == null) {
            return Observation.of(Observation.State.QUEUED);
          }
          Observation.Start start =
              process
                  .started()
                  .map(s -> new Observation.Start(s.startedAt(), "node-7", null))
                  .orElse(null);
          Optional<RunEnd> end = process.end();
          if (end.isPresent() && late(job)) {
            return Observation.ended(LocalEngine.verdict(end.get(), Clock.systemUTC()))
                .withStart(start);
          }
          return Observation.of(
                  job.stopping ? Observation.State.STOPPING : Observation.State.RUNNING)
              .withStart(start);
        });
  }

  Chunk read(Handle handle, long offset, int max) {
    return locked(
        () -> {
          Job job = jobs.get(number(handle));
          SupervisedProcess process = job == null ? null : job.process;
          if (process == null) {
            return Chunk.of(new byte[0], offset, job == null);
          }
          boolean ended = process.end().isPresent();
          try (SpoolReader spool = process.spool(0)) {
            byte[] bytes = spool.bytes(offset, max);
            return Chunk.of(bytes, offset + bytes.length, ended && bytes.length < max);
          }
        });
  }

  void terminate(Handle handle, TerminationReason reason, Duration grace) {
    locked(
        () -> {
          Job job = jobs.get(number(handle));
          if (job != null) {
            start(job);
            job.stopping = true;
            if (job.process != null) {
              job.process.requestKill(reason, grace);
            }
          }
          return "done";
        });
  }

  void renew(Handle handle) {
    locked(
        () -> {
          Job job = jobs.get(number(handle));
          if (job != null && job.process != null) {
            job.process.touchLease();
          }
          return "done";
        });
  }

  Absence absence(Handle handle) {
    return locked(
        () -> {
          Job job = jobs.get(number(handle));
          if (job == null) {
            return Absence.cannotTell("the cluster has forgotten the job");
          }
          if (job.process == null) {
            return Absence.noneLeft();
          }
          Optional<RunEnd> end = job.process.end();
          if (end.isEmpty()) {
            return Absence.cannotTell("the job has not ended");
          }
          return end.get().survivors().isEmpty()
              ? Absence.noneLeft()
              : Absence.survivors(end.get().survivors());
        });
  }

  void forget(Handle handle) {
    locked(
        () -> {
          jobs.remove(number(handle));
          return "done";
        });
  }

  int jobs() {
    return locked(jobs::size);
  }

  private void start(Job job) {
    if (job.process != null
        || job.refusal != null
        || System.nanoTime() - job.takenNanos < queueing.toNanos()) {
      return;
    }
    try {
      job.process = supervisor.launch(LocalEngine.spec(job.key, job.launch));
    } catch (EnergyOpsException e) {
      job.refusal = e.getMessage();
      job.refusedAt = Instant.now();
    }
  }

  private boolean late(Job job) {
    if (job.endedNanos == 0) {
      job.endedNanos = System.nanoTime();
    }
    return System.nanoTime() - job.endedNanos >= lateness.toNanos();
  }

  private static Handle handle(long number, RunKey key) {
    return new Handle(FakeRemoteEngine.NAME, key, "job " + number);
  }

  private static long number(Handle handle) {
    return Long.parseLong(handle.reference().substring("job ".length()));
  }

  private <T> T locked(java.util.function.Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
    }
  }
}
