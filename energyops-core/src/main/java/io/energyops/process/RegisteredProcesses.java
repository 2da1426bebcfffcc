package io.energyops.process;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.process.ProcessManagers.Parts;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process manager of one node: in-memory handles first, then the database. */
final class RegisteredProcesses implements ProcessManager {

  private static final Logger LOG = LoggerFactory.getLogger(RegisteredProcesses.class);

  private final Parts parts;
  private final ProcessRepository repository = new ProcessRepository();

  RegisteredProcesses(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void registerProcess(ExecutionId id, Process process) {
    RegisteredRun run = required(id);
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid())
            .orElseThrow(
                () ->
                    new ConflictException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The process "
                            + process.pid()
                            + " for execution "
                            + id
                            + " has ended already; register it right after its start"));
    long begun = parts.nanoTicker().getAsLong();
    HostProcess handle =
        new HostProcess(
            process,
            parts.scheduler(),
            parts.nanoTicker(),
            () -> recordKill(id, KillOptions.defaults()));
    if (!parts.registry().add(id, handle)) {
      throw notQueued(id, run);
    }
    Instant now = parts.clock().instant();
    boolean registered = false;
    try {
      registered =
          parts
              .database()
              .write(
                  tx ->
                      repository.register(
                          tx, id, parts.node().id(), identity, metadata(identity, now), now));
    } finally {
      if (!registered) {
        parts.registry().remove(id, handle);
      }
    }
    if (!registered) {
      throw notQueued(id, run);
    }
    var unused =
        process
            .onExit()
            .whenCompleteAsync(
                (ended, failure) -> settle(id, run.fence(), handle, process, begun),
                parts.scheduler());
  }

  @Override
  public CompletableFuture<KillResult> killProcess(ExecutionId id) {
    return killProcess(id, KillOptions.defaults());
  }

  @Override
  public CompletableFuture<KillResult> killProcess(ExecutionId id, KillOptions options) {
    KillOptions named =
        options.requester().isPresent()
            ? options
            : options.withRequestedBy(parts.currentUser().getCurrentUserId());
    Optional<RunHandle> handle = parts.registry().find(id);
    if (handle.isPresent()) {
      recordKill(id, named);
      return handle.get().kill(named).copy();
    }
    RegisteredRun run = required(id);
    if (run.status().terminal()) {
      return done(new KillResult.AlreadyFinished(run.status()));
    }
    String owner = run.ownerNode();
    if (owner != null && !owner.equals(parts.node().id())) {
      String name = parts.database().read(tx -> repository.nodeName(tx, owner)).orElse(owner);
      return done(new KillResult.NodeUnreachable(name));
    }
    return done(new KillResult.NotRegistered());
  }

  @Override
  public CleanupReport cleanupStaleProcesses() {
    return parts.recovery().recover();
  }

  @Override
  public boolean isProcessRunning(ExecutionId id) {
    Optional<RunHandle> handle = parts.registry().find(id);
    if (handle.isPresent()) {
      return handle.get().running();
    }
    return parts
        .database()
        .read(tx -> repository.find(tx, id))
        .filter(run -> parts.node().id().equals(run.ownerNode()))
        .map(RegisteredRun::process)
        .map(ProcessIdentity::isAlive)
        .orElse(false);
  }

  private void settle(ExecutionId id, long fence, HostProcess handle, Process process, long begun) {
    int code = process.exitValue();
    ExecutionStatus status =
        handle.killRequested()
            ? ExecutionStatus.CANCELLED
            : code == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED;
    TerminationReason reason =
        handle.killRequested() ? TerminationReason.KILLED_BY_USER : TerminationReason.EXITED;
    @Nullable String message = status == ExecutionStatus.FAILED ? "exit code " + code : null;
    Duration runtime = Duration.ofNanos(parts.nanoTicker().getAsLong() - begun);
    try {
      parts
          .database()
          .write(
              tx ->
                  repository.settle(
                      tx,
                      id,
                      fence,
                      status,
                      reason,
                      code,
                      message,
                      runtime,
                      parts.clock().instant()));
    } catch (EnergyOpsException e) {
      LOG.error(
          "The end of execution {} ({}) could not be recorded; the next clean-up marks it failed",
          id,
          status,
          e);
    } finally {
      parts.registry().remove(id, handle);
    }
  }

  private void recordKill(ExecutionId id, KillOptions options) {
    String by = Objects.requireNonNullElse(options.requestedBy(), "system");
    try {
      parts
          .database()
          .write(
              tx -> {
                repository.recordKillRequest(tx, id, by, parts.clock().instant());
                return null;
              });
    } catch (EnergyOpsException e) {
      LOG.warn(
          "Who asked for the end of execution {} could not be recorded; it ends anyway", id, e);
    }
  }

  private RegisteredRun required(ExecutionId id) {
    return parts
        .database()
        .read(tx -> repository.find(tx, id))
        .orElseThrow(
            () ->
                new NotFoundException(
                    ErrorCode.NOT_FOUND, "Execution " + id + " does not exist; check the id"));
  }

  private static ConflictException notQueued(ExecutionId id, RegisteredRun run) {
    return new ConflictException(
        ErrorCode.INVALID_ARGUMENT,
        "Execution "
            + id
            + " is "
            + run.status().wireName()
            + " and takes no process; register an external execution first, one for each process");
  }

  private Map<String, Object> metadata(ProcessIdentity identity, Instant now) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pid", identity.pid());
    members.put("hostname", parts.node().hostname());
    members.put("registeredAt", now);
    return members;
  }

  private static CompletableFuture<KillResult> done(KillResult result) {
    return CompletableFuture.completedFuture(result);
  }
}
