package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.process.CleanupReport;
import io.energyops.process.RunRecovery;
import io.energyops.process.SupervisedProcess;
import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private final RunParts parts;
  private final Consumer<FollowedRun> keep;
  private final RunFolders folders;
  private final RunRepository repository = new RunRepository();
  private final ExecutionRepository executions = new ExecutionRepository();
  private volatile RestartPolicy policy = RestartPolicy.ADOPT;

  RunAdoption(RunParts parts, Consumer<FollowedRun> keep) {
    this.parts = parts;
    this.keep = keep;
    this.folders = new RunFolders(parts.runsFolder());
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
    return parts
        .database()
        .write(tx -> repository.takeOver(tx, nodeId, parts.node().id(), parts.clock().instant()));
  }

  /** Removes the folders of runs that have ended: a crash, or a full disk, may leave some. */
  public void sweepFolders() {
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

  @Override
  public CleanupReport recover() {
    List<ExecutionId> adopted = new ArrayList<>();
    List<ExecutionId> killed = new ArrayList<>();
    List<ExecutionId> failed = new ArrayList<>();
    for (ExecutionId id : parts.database().read(tx -> repository.live(tx, parts.node().id()))) {
      if (parts.registry().find(id).isEmpty()) {
        try {
          recover(id, adopted, killed, failed);
        } catch (EnergyOpsException e) {
          LOG.error("Execution {} could not be taken up; the next clean-up tries again", id, e);
        }
      }
    }
    return new CleanupReport(adopted, killed, failed);
  }

  private void recover(
      ExecutionId id,
      List<ExecutionId> adopted,
      List<ExecutionId> killed,
      List<ExecutionId> failed) {
    OwnedRun run = parts.database().write(tx -> repository.own(tx, id));
    FollowedRun following = following(run);
    SupervisedProcess process = attach(id);
    keep.accept(following);
    if (process == null) {
      following.failToStart("[energyops] failed: the node ended before the program was started");
      failed.add(id);
      return;
    }
    if (policy == RestartPolicy.KILL) {
      process.requestKill(TerminationReason.NODE_CLOSED, Duration.ofSeconds(5));
      killed.add(id);
    } else if (process.supervisorAlive() || process.exit().isPresent()) {
      adopted.add(id);
    } else {
      failed.add(id);
    }
    following.follow(process);
    LOG.info("Execution {} is followed from frame offset {} on", id, run.spoolOffset());
  }

  private FollowedRun following(OwnedRun run) {
    List<Enforcement> limits =
        parts
            .database()
            .read(tx -> executions.find(tx, run.id()))
            .map(row -> row.limits)
            .orElse(List.of());
    WorkFolder folder = folders.existing(run.id());
    return new FollowedRun(parts, run, programName(run), folder, limits, true);
  }

  private String programName(OwnedRun run) {
    for (ProgramSource source : parts.programs()) {
      if (source.kind() == run.program().kind()) {
        return parts.database().read(tx -> source.find(tx, run.program().id())).name();
      }
    }
    return run.program().id();
  }

  private @org.jspecify.annotations.Nullable SupervisedProcess attach(ExecutionId id) {
    if (!folders.exists(id)) {
      return null;
    }
    try {
      return parts.supervisor().attach(folders.existing(id).control());
    } catch (EnergyOpsException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }
}
