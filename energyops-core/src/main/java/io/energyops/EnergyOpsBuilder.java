package io.energyops;

import io.energyops.annotation.Experimental;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.execution.RestartPolicy;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.identity.CurrentUser;
import io.energyops.log.LineSettings;
import io.energyops.sandbox.Isolation;
import io.energyops.storage.StorageBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects how an {@link EnergyOps} is to be opened. Not thread-safe. */
public final class EnergyOpsBuilder {

  @Nullable Path dataDirectory;
  @Nullable DataSource dataSource;
  String schema = Databases.DEFAULT_SCHEMA;
  MigrationPolicy migrationPolicy = MigrationPolicy.MIGRATE_IF_ALONE;
  @Nullable StorageBackend storage;
  CurrentUser currentUser = CurrentUser.system();
  Clock clock = Clock.systemUTC();
  LongSupplier nanoTicker = System::nanoTime;
  @Nullable Executor executor;
  @Nullable ClassLoader classLoader;
  @Nullable String nodeName;
  Isolation isolation = Isolation.STRONGEST;
  @Nullable Path interpreter;
  RestartPolicy restartPolicy = RestartPolicy.ADOPT;
  Duration restartGrace = Duration.ofMinutes(2);
  ZoneId marketZone = ZoneId.of("Asia/Kolkata");
  Map<String, String> hostEnvironment = System.getenv();
  Duration closeLimit = Duration.ofSeconds(30);
  boolean closeOnShutdown;
  final List<ExecutionEngine> engines = new ArrayList<>();
  final Map<String, Map<String, String>> installedEngines = new LinkedHashMap<>();
  String defaultEngine = "local";
  LineSettings lines = LineSettings.defaults();

  EnergyOpsBuilder() {}

  /**
   * Sets the folder for what belongs to this host: running executions, spooled uploads, node slots
   * and, where none are given, the embedded database and local storage. Always needed.
   *
   * @param value a folder, made where it is missing
   * @return this
   */
  public EnergyOpsBuilder dataDirectory(Path value) {
    this.dataDirectory = Objects.requireNonNull(value, "dataDirectory");
    return this;
  }

  /**
   * Gives a database in place of the embedded one. It stays the caller's and is never closed here,
   * and its connections come back as they were taken; one is used at a time on a thread, so a pool
   * of one is enough to work. What is done here commits by itself: the source must not hand out
   * connections that take part in a transaction of the caller. Spring's {@code
   * TransactionAwareDataSourceProxy} is passed by; XA data sources are not supported.
   *
   * @param value PostgreSQL 14 or newer, or SQLite
   * @return this
   */
  public EnergyOpsBuilder dataSource(DataSource value) {
    this.dataSource = Objects.requireNonNull(value, "dataSource");
    return this;
  }

  /**
   * Names the schema of our tables on PostgreSQL; it is made where it is missing.
   *
   * @param value 1 to 63 ASCII letters, digits and underscores; {@code energyops} when not set
   * @return this
   * @throws InvalidArgumentException when the name is of another form
   */
  public EnergyOpsBuilder schema(String value) {
    this.schema = Databases.requireSchemaName(value);
    return this;
  }

  /**
   * Sets what opening may do to the schema.
   *
   * @param value {@link MigrationPolicy#MIGRATE_IF_ALONE} when not set
   * @return this
   */
  public EnergyOpsBuilder migrationPolicy(MigrationPolicy value) {
    this.migrationPolicy = Objects.requireNonNull(value, "migrationPolicy");
    return this;
  }

  /**
   * Gives a storage backend. It stays the caller's and is never closed here. Without one the
   * installed backend of the type in the system property {@code energyops.storage.type}, else of
   * the environment variable {@code STORAGE_TYPE}, else {@code local} is opened.
   *
   * @param value an open backend
   * @return this
   */
  public EnergyOpsBuilder storage(StorageBackend value) {
    this.storage = Objects.requireNonNull(value, "storage");
    return this;
  }

  /**
   * Says who acts. Asked once for each call, on the calling thread; one that throws counts as
   * {@code system}.
   *
   * @param value the host's knowledge of its user
   * @return this
   */
  public EnergyOpsBuilder currentUser(CurrentUser value) {
    this.currentUser = CurrentUser.guarded(value);
    return this;
  }

  /**
   * Sets the clock of records.
   *
   * @param value the system's UTC clock when not set
   * @return this
   */
  public EnergyOpsBuilder clock(Clock value) {
    this.clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * Sets the source of durations.
   *
   * @param value monotonic nanoseconds, {@code System::nanoTime} when not set
   * @return this
   */
  public EnergyOpsBuilder nanoTicker(LongSupplier value) {
    this.nanoTicker = Objects.requireNonNull(value, "nanoTicker");
    return this;
  }

  /**
   * Gives the threads that start runs, settle their ends and call listeners and sinks; they may be
   * virtual. It stays the caller's and is neither closed nor interrupted. It must not run tasks on
   * the calling thread, nor drop them in silence; while it refuses them, daemon threads of the
   * engine do the work and one warning says so.
   *
   * @param value an executor with several threads; a listener that blocks holds one
   * @return this
   */
  public EnergyOpsBuilder executor(Executor value) {
    this.executor = Objects.requireNonNull(value, "executor");
    return this;
  }

  /**
   * Says where plugins are looked for.
   *
   * @param value a class loader; without it the library's own, then the thread's context class
   *     loader
   * @return this
   */
  public EnergyOpsBuilder classLoader(ClassLoader value) {
    this.classLoader = Objects.requireNonNull(value, "classLoader");
    return this;
  }

  /**
   * Names this node for people.
   *
   * @param value host name and slot when not set
   * @return this
   */
  public EnergyOpsBuilder nodeName(String value) {
    this.nodeName = Objects.requireNonNull(value, "nodeName");
    return this;
  }

  /**
   * Sets how strongly scripts are held. By default with all that this host has, which is found at
   * the first run; what is missing there is said once in the log and in the report of each run.
   *
   * @param value {@link Isolation#PLAIN} for the rights of this JVM: then only wall time, output
   *     and environment are limited
   * @return this
   */
  public EnergyOpsBuilder isolation(Isolation value) {
    this.isolation = Objects.requireNonNull(value, "isolation");
    return this;
  }

  /**
   * Names the Python interpreter of scripts and supervisors.
   *
   * @param value an interpreter of version 3.9 or newer; the first {@code python3} on {@code PATH}
   *     when not set
   * @return this
   */
  public EnergyOpsBuilder interpreter(Path value) {
    this.interpreter = Objects.requireNonNull(value, "interpreter");
    return this;
  }

  /**
   * Says what becomes of runs that are found alive at opening.
   *
   * @param value {@link RestartPolicy#ADOPT} when not set
   * @return this
   */
  public EnergyOpsBuilder restartPolicy(RestartPolicy value) {
    this.restartPolicy = Objects.requireNonNull(value, "restartPolicy");
    return this;
  }

  /**
   * Says how long a run goes on while no JVM follows it. After that its supervisor ends it.
   *
   * @param value 5 seconds or more; 2 minutes when not set
   * @return this
   * @throws InvalidArgumentException when it is shorter
   */
  public EnergyOpsBuilder restartGrace(Duration value) {
    if (value.compareTo(Duration.ofSeconds(5)) < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The restart grace must be 5 seconds or more, not " + value);
    }
    this.restartGrace = value;
    return this;
  }

  /**
   * Adds an engine that runs programs elsewhere, beside {@code local}, which runs them on this
   * host. It stays the caller's and is never closed here.
   *
   * @param value an open engine; two must not have the same name
   * @return this
   */
  @Experimental
  public EnergyOpsBuilder engine(ExecutionEngine value) {
    this.engines.add(Objects.requireNonNull(value, "engine"));
    return this;
  }

  /**
   * Adds an engine of a plugin, found by {@code ServiceLoader} as an {@code
   * ExecutionEngineProvider}. It is opened and closed with what is built here.
   *
   * @param name the provider's name; an unknown one is refused at opening
   * @param settings what the plugin's documentation names
   * @return this
   */
  @Experimental
  public EnergyOpsBuilder engine(String name, Map<String, String> settings) {
    this.installedEngines.put(Objects.requireNonNull(name, "name"), Map.copyOf(settings));
    return this;
  }

  /**
   * Names the engine of runs that name none.
   *
   * @param value a given engine, or {@code local}, which is the default
   * @return this
   */
  @Experimental
  public EnergyOpsBuilder defaultEngine(String value) {
    this.defaultEngine = Objects.requireNonNull(value, "defaultEngine");
    return this;
  }

  /**
   * Says how the output of programs becomes lines. Do not change it while runs go on that an
   * earlier opening started: their lines would be counted in another way.
   *
   * @param value 64 KiB a line at most and escape sequences kept, when not set
   * @return this
   */
  public EnergyOpsBuilder logLines(LineSettings value) {
    this.lines = Objects.requireNonNull(value, "logLines");
    return this;
  }

  /**
   * Names the zone of the market's local times.
   *
   * @param value {@code Asia/Kolkata} when not set
   * @return this
   */
  public EnergyOpsBuilder marketZone(ZoneId value) {
    this.marketZone = Objects.requireNonNull(value, "marketZone");
    return this;
  }

  /**
   * Gives the variables from which the sandbox's allow-list takes.
   *
   * @param value this process's environment when not set
   * @return this
   */
  public EnergyOpsBuilder hostEnvironment(Map<String, String> value) {
    this.hostEnvironment = Map.copyOf(value);
    return this;
  }

  /**
   * Sets how long {@link EnergyOps#close()} may take in all. What it is for: log lines are written,
   * events relayed, work in flight is waited for (10 seconds at most, callbacks for 5). Without
   * work in flight a close takes a fraction of a second.
   *
   * @param value 1 second to 10 minutes; 30 seconds when not set
   * @return this
   * @throws InvalidArgumentException when it is out of this range
   */
  public EnergyOpsBuilder closeLimit(Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The limit of a close must be 1 second to 10 minutes, not " + value);
    }
    this.closeLimit = value;
    return this;
  }

  /**
   * Has the engine closed when the JVM ends, by a shutdown hook that goes with the close. Without
   * it none is registered: the host decides the order in which its parts end.
   *
   * @param value false when not set
   * @return this
   */
  public EnergyOpsBuilder closeOnShutdown(boolean value) {
    this.closeOnShutdown = value;
    return this;
  }

  /**
   * Opens the engine: takes the data directory, brings the schema to its version, registers the
   * node, takes up the runs that an earlier JVM left, and goes on with deletes that were cut off.
   *
   * @return the open engine, which the caller closes
   * @throws InvalidArgumentException when no data directory was given
   * @throws io.energyops.database.DataDirectoryInUseException when this JVM has the directory open
   *     already
   * @throws io.energyops.database.DataDirectoryException when the directory cannot be used
   * @throws io.energyops.database.SchemaException when the schema is newer, outdated or damaged
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  public EnergyOps open() {
    Path directory = dataDirectory;
    if (directory == null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "dataDirectory is required: it holds running executions and node slots, also beside a"
              + " given DataSource");
    }
    return new EnergyOps(new Wiring(this, directory));
  }
}
