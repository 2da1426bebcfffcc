package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.database.DatabaseException;
import io.energyops.database.Page;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.error.NotFoundException;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ProgramRef;
import io.energyops.sandbox.IsolationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs programs on engines and knows the runs of all hosts. Thread-safe. */
@Internal
public final class LocalExecutions implements Executions, AutoCloseable {

  private static final long POLL_MILLIS = 200;

  private final RunParts parts;
  private final Engines engines;
  private final RunStarter starter;
  private final RunAdoption adoption;
  private final ExecutionRepository repository = new ExecutionRepository();
  private final Map<ExecutionId, FollowedRun> followed = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Makes the part; starts nothing.
   *
   * @param parts what it stands on
   */
  public LocalExecutions(RunParts parts) {
    this.parts = parts;
    RunFolders folders = new RunFolders(parts.runsFolder());
    LocalEngine local =
        new LocalEngine(parts.supervisor(), folders, parts.node().hostname(), parts.clock());
    this.engines = new Engines(local, parts.engines());
    this.starter = new RunStarter(parts, engines);
    this.adoption = new RunAdoption(parts, engines, this::keep);
  }

  /**
   * Returns how the runs that nobody follows are settled.
   *
   * @return the recovery, for the process manager
   */
  public RunAdoption adoption() {
    return adoption;
  }

  @Override
  public Execution run(RunRequest request) {
    refuseWhenClosed();
    String engine =
        engines.required(request.engine().orElse(parts.defaultEngine())).capabilities().name();
    IsolationPlan plan = parts.planner().plan(request.options());
    ExecutionId id = ExecutionId.of(parts.ids().next());
    Instant now = parts.clock().instant();
    ProgramSource source = source(request.program());
    Program program =
        parts
            .database()
            .write(
                tx -> {
                  Program found = source.begin(tx, request.program().id(), now);
                  repository.insert(
                      tx,
                      new NewRun(
                          parts.ids().next(),
                          id,
                          request.program(),
                          engine,
                          parts.node().id(),
                          request.triggeredBy(),
                          request.retryOf().orElse(null),
                          plan.enforcements(),
                          now,
                          now.plus(request.options().wallTime().value())));
                  return found;
                });
    OwnedRun run =
        new OwnedRun(id, request.program(), 1, 0, 0, 0, engine, parts.node().id(), null, null);
    FollowedRun following = starter.prepare(run, program, plan.enforcements());
    keep(following);
    try {
      parts.workers().execute(() -> starter.start(following, program, request, plan));
    } catch (RejectedExecutionException e) {
      throw closed(e);
    }
    return required(id);
  }

  @Override
  public Execution registerExternal(ExternalRun external) {
    refuseWhenClosed();
    ExecutionId id = external.givenId().orElseGet(() -> ExecutionId.of(parts.ids().next()));
    Instant now = parts.clock().instant();
    ProgramSource source = source(external.program());
    parts
        .database()
        .write(
            tx -> {
              if (repository.find(tx, id).isPresent()) {
                throw new ConflictException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Execution id " + id + " is taken; give a new one, or none");
              }
              source.begin(tx, external.program().id(), now);
              repository.insert(
                  tx,
                  new NewRun(
                      parts.ids().next(),
                      id,
                      external.program(),
                      "external",
                      parts.node().id(),
                      external.triggeredBy(),
                      null,
                      List.<Enforcement>of(),
                      now,
                      null));
              return null;
            });
    return required(id);
  }

  @Override
  public Optional<Execution> find(ExecutionId id) {
    return row(id).map(Execution::new);
  }

  @Override
  public Page<Execution> list(ExecutionQuery query) {
    List<Execution> found =
        parts.database().read(tx -> repository.list(tx, query)).stream()
            .map(Execution::new)
            .toList();
    return Page.of(found, query.limit(), execution -> execution.id().value());
  }

  @Override
  public ExecutionResult await(ExecutionId id, Duration limit)
      throws TimeoutException, InterruptedException {
    long begun = parts.nanoTicker().getAsLong();
    while (true) {
      @Nullable DatabaseException away = null;
      String state = "in a state that nobody knows, since the database is out of reach";
      try {
        ExecutionRow row = row(id).orElseThrow(() -> unknown(id));
        if (row.status.terminal()) {
          return row.result();
        }
        state = row.status.wireName();
      } catch (DatabaseException e) {
        if (e.code() != ErrorCode.DATABASE_UNAVAILABLE) {
          throw e;
        }
        away = e;
      }
      long left = limit.toNanos() - (parts.nanoTicker().getAsLong() - begun);
      if (left <= 0) {
        TimeoutException late = new TimeoutException("Execution " + id + " is still " + state);
        late.initCause(away);
        throw late;
      }
      pause(id, Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)));
    }
  }

  @Override
  public List<Artefact> artefacts(ExecutionId id) {
    return parts.database().read(tx -> repository.artefacts(tx, id));
  }

  /** Stops following; the runs go on and the next opening adopts them. Idempotent. */
  @Override
  public void close() {
    closed = true;
    followed.values().forEach(FollowedRun::detach);
    engines.local().close();
  }

  private void keep(FollowedRun run) {
    followed.put(run.id(), run);
    parts.registry().add(run.id(), run);
    var unused = run.completion().whenComplete((result, failure) -> followed.remove(run.id()));
    if (closed) {
      run.detach();
    }
  }

  private void pause(ExecutionId id, long nanos) throws InterruptedException {
    FollowedRun run = followed.get(id);
    CompletableFuture<?> end = run == null ? new CompletableFuture<>() : run.completion().copy();
    try {
      end.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The database says what came of it.
      return;
    }
  }

  private Optional<ExecutionRow> row(ExecutionId id) {
    return parts.database().read(tx -> repository.find(tx, id));
  }

  private Execution required(ExecutionId id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  private static NotFoundException unknown(ExecutionId id) {
    return new NotFoundException(
        ErrorCode.NOT_FOUND, "Execution " + id + " does not exist; check the id");
  }

  private ProgramSource source(ProgramRef program) {
    @Nullable ProgramSource found = null;
    for (ProgramSource source : parts.programs()) {
      if (source.kind() == program.kind()) {
        found = source;
      }
    }
    if (found == null) {
      throw new InvalidArgumentException(
          ErrorCode.UNSUPPORTED, "Programs of kind " + program.kind() + " cannot be run here");
    }
    return found;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw closed(null);
    }
  }

  private static ConflictException closed(@Nullable Throwable cause) {
    return new ConflictException(
        ErrorCode.CLOSED, "The engine was closed and takes no more runs; open a new one", cause);
  }
}
