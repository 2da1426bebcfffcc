package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.event.Outbox;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Observation;
import io.energyops.process.CleanupReport;
import io.energyops.process.GoneRuns;
import io.energyops.process.KillOptions;
import io.energyops.process.RunRecovery;
import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the runs of this node that no JVM follows: after a restart each is adopted (its output,
 * deadline and end go on as if nothing had been), or ended by policy, or, when its process is gone,
 * marked failed. Thread-safe.
 */
@Internal
public final class RunAdoption implements RunRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(RunAdoption.class);

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 1000;

  private final RunParts parts;
  private final Engines engines;
  private final Consumer<FollowedRun> keep;
  private final RunFolders folders;
  private final Set<String> owners = ConcurrentHashMap.newKeySet();
  private final RunRepository repository = new RunRepository();
  private final ExecutionRepository executions = new ExecutionRepository();
  private volatile RestartPolicy policy = RestartPolicy.ADOPT;

  RunAdoption(RunParts parts, Engines engines, Consumer<FollowedRun> keep) {
    this.parts = parts;
    this.engines = engines;
    this.keep = keep;
    this.folders = new RunFolders(parts.runsFolder());
    this.owners.add(parts.node().id());
  }

  /**
   * Sets what becomes of a live run.
   *
   * @param value adopt or kill
   * @return this
   */
  public RunAdoption policy(RestartPolicy value) {
    this.policy = value;
    return this;
  }

  /**
   * Takes over the runs of a node of this data directory that is gone; the caller holds its slot.
   *
   * @param nodeId the other node
   * @return how many runs were taken over
   */
  public int takeOver(String nodeId) {
    owners.add(nodeId);
    return parts
        .database()
        .write(tx -> repository.takeOver(tx, nodeId, parts.node().id(), parts.clock().instant()));
  }

  /** Removes what is left of runs that have ended: a crash, or a full disk, may leave some. */
  public void sweep() {
    for (ExecutionEngine engine : engines.all()) {
      if (engine != engines.local()) {
        releaseEnded(engine);
      }
    }
    for (String name : folders.names()) {
      String id = RunFolders.id(name);
      if (!parts.database().read(tx -> repository.isLive(tx, id))) {
        try {
          folders.named(name).remove();
          LOG.info("The folder of execution {}, which has ended, was removed", id);
        } catch (EnergyOpsException e) {
          LOG.warn("The folder of execution {}, which has ended, cannot be removed", id, e);
        }
      }
    }
  }

  private void releaseEnded(ExecutionEngine engine) {
    try {
      for (String owner : owners) {
        for (Handle handle : engine.find(owner, Optional.empty())) {
          String id = handle.key().id().value();
          if (!parts.database().read(tx -> repository.isLive(tx, id))) {
            engine.terminate(handle, TerminationReason.NODE_ENDED, Duration.ZERO);
            engine.release(handle);
          }
        }
      }
    } catch (EngineUnansweredException e) {
      LOG.warn("What the engine keeps of ended runs is released by the next opening", e);
    }
  }

  @Override
  public CleanupReport recover() {
    Taken taken = new Taken();
    List<ExecutionId> gone = new ArrayList<>();
    Set<String> missing = new TreeSet<>();
    for (LiveRun run : parts.database().read(tx -> repository.live(tx, parts.node().id()))) {
      Optional<ExecutionEngine> engine = engines.find(run.engine());
      if (parts.registry().find(run.id()).isPresent()) {
        continue;
      }
      if (engine.isEmpty()) {
        missing.add(run.engine());
      } else if (run.engine().equals(LocalEngine.NAME) && !folders.exists(run.id())) {
        gone.add(run.id());
      } else {
        takeUp(run.id(), engine.get(), taken);
      }
    }
    if (policy == RestartPolicy.ADOPT
        && !engines.local().capabilities().outlivesHost()
        && !taken.adopted.isEmpty()) {
      LOG.warn("Restart policy ADOPT is unavailable here: runs end with the JVM that started them");
    }
    if (!missing.isEmpty()) {
      LOG.error(
          "Executions of the engines {} are left as they are: give these engines to the builder",
          missing);
    }
    settleGone(gone);
    taken.failed.addAll(gone);
    return new CleanupReport(taken.adopted, taken.killed, taken.failed);
  }

  private void settleGone(List<ExecutionId> gone) {
    new GoneRuns(parts.database(), parts.node(), parts.clock())
        .settle(
            gone,
            (tx, settled) -> {
              Instant now = parts.clock().instant();
              List<Outbox.Addressed> events = new ArrayList<>();
              for (GoneRuns.Settled run : settled) {
                ExecutionResult result =
                    ExecutionResult.builder(
                            run.id(), ExecutionStatus.FAILED, TerminationReason.NODE_ENDED)
                        .message(RunRecovery.GONE)
                        .outputLines(run.outputLines())
                        .build();
                events.addAll(RunEvents.ended(run.program(), result, now));
              }
              parts.outbox().publishAll(tx, events);
            });
  }

  private void takeUp(ExecutionId id, ExecutionEngine engine, Taken taken) {
    try {
      OwnedRun run = parts.database().write(tx -> repository.own(tx, id));
      FollowedRun following = following(run);
      if (run.killRequestedBy() != null) {
        // It was recorded before the crash and may not have been heard.
        var unused = following.kill(KillOptions.defaults().withRequestedBy(run.killRequestedBy()));
      }
      keep.accept(following);
      reach(following, engine, taken);
    } catch (EnergyOpsException e) {
      LOG.error("Execution {} could not be taken up; the next clean-up tries again", id, e);
    }
  }

  private void reach(FollowedRun following, ExecutionEngine engine, Taken taken) {
    OwnedRun run = following.owned();
    Observation seen;
    Handle handle;
    try {
      List<Handle> found = handles(run, engine);
      if (found.isEmpty()) {
        following.failToStart("[energyops] failed: the node ended before the program was started");
        taken.failed.add(run.id());
        return;
      }
      handle = found.get(0);
      seen = engine.observe(handle);
      for (Handle twice : found.subList(1, found.size())) {
        engine.terminate(twice, TerminationReason.NODE_CLOSED, Duration.ZERO);
        engine.release(twice);
        LOG.warn("Execution {} was there twice; {} was ended", run.id(), twice.reference());
      }
    } catch (EngineUnansweredException e) {
      LOG.warn("Execution {} is taken up when its engine answers", run.id(), e);
      again(following, engine);
      taken.adopted.add(run.id());
      return;
    }
    following.follow(engine, handle, GRACE);
    if (policy == RestartPolicy.KILL && seen.state() != Observation.State.ENDED) {
      following.endFor(TerminationReason.NODE_CLOSED, GRACE);
      taken.killed.add(run.id());
    } else if (seen.state() == Observation.State.STOPPING && run.killRequestedBy() == null) {
      taken.failed.add(run.id());
    } else {
      taken.adopted.add(run.id());
    }
    LOG.info("Execution {} is followed from frame offset {} on", run.id(), run.spoolOffset());
  }

  private static List<Handle> handles(OwnedRun run, ExecutionEngine engine)
      throws EngineUnansweredException {
    String reference = run.engineHandle();
    return reference == null
        ? engine.find(run.engineOwner(), Optional.of(run.key()))
        : List.of(new Handle(run.engine(), run.key(), reference));
  }

  private void again(FollowedRun following, ExecutionEngine engine) {
    try {
      var unused =
          parts
              .scheduler()
              .schedule(
                  () -> following.work(() -> reach(following, engine, new Taken())),
                  RETRY_MILLIS,
                  TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.info("Execution {} is taken up by the next opening", following.id());
    }
  }

  private FollowedRun following(OwnedRun run) {
    List<Enforcement> limits =
        parts
            .database()
            .read(tx -> executions.find(tx, run.id()))
            .map(row -> row.limits)
            .orElse(List.of());
    WorkFolder folder = folders.existing(run.id());
    return new FollowedRun(parts, run, new RunContext(programName(run), folder, limits, true));
  }

  private String programName(OwnedRun run) {
    for (ProgramSource source : parts.programs()) {
      if (source.kind() == run.program().kind()) {
        return parts.database().read(tx -> source.find(tx, run.program().id())).name();
      }
    }
    return run.program().id();
  }

  /** What became of the runs of one clean-up. */
  private static final class Taken {
    private final List<ExecutionId> adopted = new ArrayList<>();
    private final List<ExecutionId> killed = new ArrayList<>();
    private final List<ExecutionId> failed = new ArrayList<>();
  }
}
