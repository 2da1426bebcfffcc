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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    HostProcess handle =
        new HostProcess(process.toHandle(), process, parts.scheduler(), parts.nanoTicker());
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
    follow(id, run.fence(), handle, process.toHandle());
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
    CleanupReport followed = parts.recovery().recover();
    List<ExecutionId> adopted = new ArrayList<>(followed.adopted());
    List<ExecutionId> failed = new ArrayList<>(followed.failed());
    List<ExecutionId> gone = new ArrayList<>();
    for (LiveExternal run :
        parts.database().read(tx -> repository.liveExternal(tx, parts.node().id()))) {
      if (parts.registry().find(run.id()).isEmpty()) {
        (adoptExternal(run) ? adopted : gone).add(run.id());
      }
    }
    new GoneRuns(parts.database(), parts.node(), parts.clock()).settle(gone, (tx, settled) -> {});
    failed.addAll(gone);
    return new CleanupReport(adopted, followed.killed(), failed);
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

  @Override
  public List<ManagedProcess> list() {
    List<ManagedProcess> found = new ArrayList<>();
    for (ExecutionId id : parts.registry().ids()) {
      parts
          .registry()
          .find(id)
          .ifPresent(run -> found.add(new ManagedProcess(id, run.pid(), run.running())));
    }
    found.sort(Comparator.comparing(run -> run.id().value()));
    return List.copyOf(found);
  }

  /** Follows a process that another JVM of this node started; says false when it is gone. */
  private boolean adoptExternal(LiveExternal run) {
    ProcessIdentity identity = run.process();
    Optional<ProcessHandle> process =
        identity != null && identity.isAlive()
            ? ProcessHandle.of(identity.pid())
            : Optional.empty();
    if (process.isEmpty()) {
      return false;
    }
    HostProcess handle =
        new HostProcess(process.get(), null, parts.scheduler(), parts.nanoTicker());
    if (parts.registry().add(run.id(), handle)) {
      follow(run.id(), run.fence(), handle, process.get());
    }
    return true;
  }

  private void follow(ExecutionId id, long fence, HostProcess handle, ProcessHandle process) {
    var unused =
        process
            .onExit()
            .whenCompleteAsync((ended, failure) -> ended(id, fence, handle), parts.scheduler());
  }

  private void ended(ExecutionId id, long fence, HostProcess handle) {
    OptionalInt code = handle.exitCode();
    try {
      if (handle.killRequested()) {
        settle(
            id,
            fence,
            ExecutionStatus.CANCELLED,
            TerminationReason.KILLED_BY_USER,
            code.isPresent() ? code.getAsInt() : null,
            "ended on request");
      } else if (code.isEmpty()) {
        settle(
            id,
            fence,
            ExecutionStatus.FAILED,
            TerminationReason.NODE_ENDED,
            null,
            "ended, but its exit code is not known: the JVM that started it had ended");
      } else {
        boolean fine = code.getAsInt() == 0;
        settle(
            id,
            fence,
            fine ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED,
            TerminationReason.EXITED,
            code.getAsInt(),
            fine ? null : "exit code " + code.getAsInt());
      }
    } catch (EnergyOpsException e) {
      LOG.error(
          "The end of execution {} could not be recorded; the next clean-up marks it failed",
          id,
          e);
    } finally {
      parts.registry().remove(id, handle);
    }
  }

  private void settle(
      ExecutionId id,
      long fence,
      ExecutionStatus status,
      TerminationReason reason,
      @Nullable Integer exitCode,
      @Nullable String message) {
    parts
        .database()
        .write(
            tx ->
                repository.settle(
                    tx, id, fence, status, reason, exitCode, message, parts.clock().instant()));
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
