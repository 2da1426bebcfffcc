package io.energyops.log;

import io.energyops.database.Database;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.event.EventHub;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ExecutionLogs}. Confined to one thread. */
public final class ExecutionLogsBuilder {

  private final @Nullable DataSource source;
  private final @Nullable Database database;
  private String schema = Databases.DEFAULT_SCHEMA;
  private MigrationPolicy migrationPolicy = MigrationPolicy.MIGRATE_IF_ALONE;
  private @Nullable EventHub hub;
  private @Nullable ScheduledExecutorService scheduler;
  private @Nullable Executor executor;
  private LongSupplier nanoTicker = System::nanoTime;
  private Duration pollInterval = Duration.ofSeconds(1);
  private Duration gapPatience = Duration.ofSeconds(5);

  private ExecutionLogsBuilder(@Nullable DataSource source, @Nullable Database database) {
    this.source = source;
    this.database = database;
  }

  static ExecutionLogsBuilder of(DataSource source) {
    return new ExecutionLogsBuilder(Objects.requireNonNull(source, "dataSource"), null);
  }

  static ExecutionLogsBuilder of(Database database) {
    return new ExecutionLogsBuilder(null, Objects.requireNonNull(database, "database"));
  }

  /**
   * Sets the schema of our tables on PostgreSQL, for a reader on a data source.
   *
   * @param name the schema; default {@code energyops}
   * @return this
   */
  public ExecutionLogsBuilder schema(String name) {
    this.schema = name;
    return this;
  }

  /**
   * Sets what may be done to the schema, for a reader on a data source.
   *
   * @param policy the policy; default {@link MigrationPolicy#MIGRATE_IF_ALONE}
   * @return this
   */
  public ExecutionLogsBuilder migrationPolicy(MigrationPolicy policy) {
    this.migrationPolicy = policy;
    return this;
  }

  /**
   * Sets where live lines come from. Without it {@link ExecutionLogs#follow} looks into the
   * database at each interval.
   *
   * @param events the hub, which stays the caller's
   * @return this
   */
  public ExecutionLogsBuilder hub(EventHub events) {
    this.hub = events;
    return this;
  }

  /**
   * Sets the timer of the followers; required.
   *
   * @param timer stays the caller's; its tasks are brief
   * @return this
   */
  public ExecutionLogsBuilder scheduler(ScheduledExecutorService timer) {
    this.scheduler = timer;
    return this;
  }

  /**
   * Sets what reads the database for the followers and calls their listeners; required.
   *
   * @param runner stays the caller's; a listener that blocks holds one of its threads
   * @return this
   */
  public ExecutionLogsBuilder executor(Executor runner) {
    this.executor = runner;
    return this;
  }

  /**
   * Sets the source of durations.
   *
   * @param ticker monotonic nanoseconds; default {@link System#nanoTime}
   * @return this
   */
  public ExecutionLogsBuilder nanoTicker(LongSupplier ticker) {
    this.nanoTicker = ticker;
    return this;
  }

  /**
   * Sets how often a follower looks into the database when no event wakes it.
   *
   * @param interval at least 10 milliseconds; default 1 second
   * @return this
   */
  public ExecutionLogsBuilder pollInterval(Duration interval) {
    this.pollInterval = interval;
    return this;
  }

  /**
   * Sets how long a follower waits for a line that others have overtaken, or that a finished
   * execution says it has, before it goes on without it.
   *
   * @param patience longer than a batcher's delay; default 5 seconds
   * @return this
   */
  public ExecutionLogsBuilder gapPatience(Duration patience) {
    this.gapPatience = patience;
    return this;
  }

  /**
   * Checks the settings and returns the reader.
   *
   * @return the reader, which the caller closes
   * @throws InvalidArgumentException when a setting is missing or out of range
   * @throws io.energyops.error.EnergyOpsException when the data source or its schema cannot be used
   */
  public ExecutionLogs build() {
    if (scheduler == null || executor == null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "Execution logs need a scheduler and an executor");
    }
    if (pollInterval.toMillis() < 10 || gapPatience.isNegative()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Execution logs: pollInterval is at least 10 ms and gapPatience not negative, but they are "
              + pollInterval
              + " and "
              + gapPatience);
    }
    FollowSettings settings =
        new FollowSettings(hub, scheduler, executor, nanoTicker, pollInterval, gapPatience);
    return new StoredExecutionLogs(new LogReadRepository(opened()), settings);
  }

  private Database opened() {
    if (database != null) {
      return database;
    }
    return Databases.of(Objects.requireNonNull(source), schema, migrationPolicy).database();
  }
}
