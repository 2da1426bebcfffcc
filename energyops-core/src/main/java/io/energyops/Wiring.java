package io.energyops;

import io.energyops.activity.Activities;
import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.database.Databases;
import io.energyops.database.SchemaInfo;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.event.EventHub;
import io.energyops.event.EventRelay;
import io.energyops.event.HubSettings;
import io.energyops.event.Outbox;
import io.energyops.event.RelaySettings;
import io.energyops.execution.InstalledEngines;
import io.energyops.execution.LocalExecutions;
import io.energyops.execution.RunParts;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.identity.IdSource;
import io.energyops.identity.NodeLease;
import io.energyops.log.ExecutionLogs;
import io.energyops.log.LogBatcher;
import io.energyops.market.MarketAggregations;
import io.energyops.market.MarketSnapshots;
import io.energyops.notification.ErrorNotifier;
import io.energyops.notification.NotificationThrottler;
import io.energyops.notification.Notifications;
import io.energyops.notification.ThrottleSettings;
import io.energyops.process.HostIsolation;
import io.energyops.process.ProcessManager;
import io.energyops.process.ProcessManagers;
import io.energyops.process.ProcessRegistry;
import io.energyops.process.SandboxExecutors;
import io.energyops.process.Supervisor;
import io.energyops.python.InterpreterFolders;
import io.energyops.python.PythonInterpreters;
import io.energyops.python.ScriptInspector;
import io.energyops.removal.FileRemovals;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.script.ScriptParts;
import io.energyops.script.StoredScripts;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageException;
import io.energyops.thread.NamedThreads;
import io.energyops.upload.ImportEngine;
import io.energyops.upload.ImportSweeper;
import io.energyops.upload.Imports;
import io.energyops.upload.UploadValidators;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the parts in order and knows how to close them; what was opened before a failure is closed
 * again.
 */
final class Wiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EnergyOps.class);
  private static final Duration NODE_LEASE = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration REMOVAL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration WORK_LIMIT = Duration.ofSeconds(10);
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(5);
  private static final int WORKERS = 8;
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

  // A listener that blocks holds one of these.
  private static final int DELIVERIES = 16;

  private final Closing closing;

  final DataDirectory directory;
  final Database database;
  final NodeLease lease;
  final Outbox outbox;
  final SchemaInfo schema;
  final StorageBackend storage;
  final EventHub events;
  final LogBatcher logs;
  final ExecutionLogs executionLogs;
  final Activities activities;
  final FileRemovals removals;
  final StoredScripts scripts;
  final LocalExecutions executions;
  final ProcessManager processes;
  final SandboxExecutor sandbox;
  final Imports imports;
  final UploadValidators validators;
  final MarketSnapshots market;
  final NotificationThrottler throttler;
  final Notifications notifications;

  Wiring(EnergyOpsBuilder builder, Path folder) {
    Insiders insiders = new Insiders();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    closing = new Closing(builder.closeLimit, insiders);
    try {
      directory = closing.add("data directory", DataDirectory.open(folder));
      Databases.Opened opened =
          builder.dataSource == null
              ? Databases.embedded(directory, builder.migrationPolicy)
              : Databases.of(builder.dataSource, builder.schema, builder.migrationPolicy);
      database = closing.add("database", opened.database());
      schema = opened.schema();
      storage = storage(builder);
      Threads threads = closing.add("threads", new Threads(insiders, context));
      IdSource ids = IdSource.timeOrdered();
      lease =
          closing.add(
              "node lease",
              NodeLease.register(database, directory, ids, builder.nodeName, NODE_LEASE));
      Work deliveries =
          closing.add(
              "deliveries",
              DELIVERY_LIMIT,
              new Work("energyops-delivery", DELIVERIES, builder.executor, insiders, context));
      events =
          closing.add(
              "event hub",
              EventHub.create(HubSettings.defaults(), deliveries, builder.nanoTicker, ids::next));
      EventRelay relay =
          closing.add(
              "event relay",
              new EventRelay(
                  database, lease.node(), events, threads.relay(), RelaySettings.defaults()));
      outbox = new Outbox(lease.node(), relay::wake);
      activities = Activities.create(database, ids, builder.clock);
      removals =
          closing.add(
              "file removals",
              new FileRemovals(database, storage, ids, lease.node().id(), new SplittableRandom()));
      logs =
          closing.add(
              "log batcher",
              LogBatcher.builder(database)
                  .nanoTicker(builder.nanoTicker)
                  .threadFactory(insiders.known(new NamedThreads("energyops-log-writer")))
                  .build());
      executionLogs =
          closing.add(
              "execution logs",
              ExecutionLogs.builder(database)
                  .hub(events)
                  .scheduler(threads.scheduler())
                  .executor(deliveries)
                  .nanoTicker(builder.nanoTicker)
                  .build());
      Supplier<Path> interpreter =
          Once.of(
              () ->
                  (builder.interpreter == null
                          ? PythonInterpreters.find()
                          : PythonInterpreters.at(builder.interpreter))
                      .executable());
      Supplier<ScriptInspector> inspector = Once.of(() -> inspector(builder));
      scripts =
          new StoredScripts(
              new ScriptParts(
                  database,
                  storage,
                  inspector,
                  removals,
                  activities,
                  builder.currentUser,
                  ids,
                  builder.clock,
                  builder.nanoTicker,
                  STOP_LIMIT),
              this::stop);
      throttler = NotificationThrottler.create(ThrottleSettings.defaults(), builder.nanoTicker);
      notifications = Notifications.create(database, ids, builder.clock);
      ErrorNotifier notifier =
          closing.add(
              "error notifier",
              new ErrorNotifier(
                  database, outbox, throttler, ids, builder.clock, threads.scheduler()));
      ImportEngine importEngine =
          ImportEngine.builder(
                  new ImportEngine.Wiring(
                      database,
                      storage,
                      removals,
                      outbox,
                      activities,
                      lease.node().id(),
                      directory.spool()))
              .currentUser(builder.currentUser)
              .ids(ids)
              .clock(builder.clock)
              .nanoTicker(builder.nanoTicker)
              .marketZone(builder.marketZone)
              .build();
      imports = importEngine.imports();
      market = MarketAggregations.create(database);
      validators = UploadValidators.create(inspector, directory.spool());
      Path sandboxes = directory.root().resolve("sandbox");
      IsolationPlanner planner = planner(builder, sandboxes, interpreter);
      ProcessRegistry registry = closing.add("process registry", new ProcessRegistry());
      Work workers =
          closing.add(
              "work in flight",
              WORK_LIMIT,
              new Work("energyops-worker", WORKERS, builder.executor, insiders, context));
      executions =
          closing.add(
              "executions",
              new LocalExecutions(
                  new RunParts(
                      database,
                      lease.node(),
                      ids,
                      builder.clock,
                      builder.nanoTicker,
                      storage,
                      directory.runs(),
                      interpreter,
                      builder.hostEnvironment,
                      Supervisor.create(builder.nanoTicker),
                      engines(builder),
                      builder.defaultEngine,
                      planner,
                      registry,
                      logs,
                      builder.lines,
                      events,
                      outbox,
                      new LineNotifier(notifier),
                      imports::writeCsv,
                      List.of(scripts),
                      threads.scheduler(),
                      threads.leases(),
                      workers,
                      builder.restartGrace)));
      executions.adoption().policy(builder.restartPolicy);
      processes =
          ProcessManagers.create(
              new ProcessManagers.Parts(
                  database,
                  lease.node(),
                  registry,
                  executions.adoption(),
                  builder.currentUser,
                  builder.clock,
                  builder.nanoTicker,
                  threads.scheduler()));
      sandbox =
          closing.add(
              "sandbox",
              SandboxExecutors.builder(sandboxes, threads.scheduler())
                  .leases(threads.leases())
                  .executor(deliveries)
                  .planner(planner)
                  .interpreter(() -> Optional.of(interpreter.get()))
                  .build());
      begin(threads, relay, notifier, importEngine);
      workers.execute(scripts::resumeDeletes);
      workers.execute(
          () -> SandboxExecutors.removeRemains(sandboxes, builder.nanoTicker, builder.clock));
      if (builder.closeOnShutdown) {
        closing.add("shutdown hook", ShutdownHook.register(this::close));
      }
    } catch (RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  Joined within(Connection hostTransaction) {
    return new Joined(database.join(hostTransaction, lease::seenBy), outbox, activities, scripts);
  }

  @Override
  public void close() {
    closing.close();
  }

  /** Returns this, or refuses when the close has begun. */
  Wiring open() {
    if (closing.begun()) {
      throw new ConflictException(
          ErrorCode.CLOSED, "The engine on " + directory.root() + " was closed; open a new one");
    }
    return this;
  }

  private void begin(
      Threads threads, EventRelay relay, ErrorNotifier notifier, ImportEngine importEngine) {
    lease.start(threads.heartbeat());
    relay.start();
    notifier.start();
    ImportSweeper sweeper = importEngine.sweeper();
    directory.withAbandonedSlots(
        slot ->
            NodeLease.idOfSlot(directory, slot)
                .ifPresent(
                    id -> {
                      executions.adoption().takeOver(id);
                      sweeper.sweep(id);
                    }));
    sweeper.sweep(lease.node().id());
    var unused = processes.cleanupStaleProcesses();
    executions.adoption().sweep();
    sweeper.start(lease.node().id(), threads.scheduler(), SWEEP_INTERVAL);
    removals.start(threads.scheduler(), REMOVAL_INTERVAL);
  }

  private boolean stop(ExecutionId id, Duration limit) {
    var unused = processes.killProcess(id);
    try {
      executions.await(id, limit);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnergyOpsException(
          ErrorCode.INTERRUPTED, "Interrupted while waiting for the end of execution " + id, e);
    }
  }

  private List<ExecutionEngine> engines(EnergyOpsBuilder builder) {
    List<ExecutionEngine> engines = new ArrayList<>(builder.engines);
    builder.installedEngines.forEach(
        (name, settings) ->
            engines.add(
                closing.add(
                    "engine " + name, InstalledEngines.open(name, settings, builder.classLoader))));
    return engines;
  }

  private StorageBackend storage(EnergyOpsBuilder builder) {
    if (builder.storage != null) {
      return builder.storage;
    }
    StorageConfig config =
        StorageConfig.empty().withClassLoader(builder.classLoader).withWarnings(LOG::warn);
    try {
      return closing.add(
          "storage",
          StorageBackends.openSelected(config.with("path", directory.storage().toString())));
    } catch (StorageException e) {
      throw new EnergyOpsException(
          ErrorCode.STORAGE_FAILURE, "Storage cannot be opened: " + e.getMessage(), e);
    }
  }

  private static IsolationPlanner planner(
      EnergyOpsBuilder builder, Path folder, Supplier<Path> interpreter) {
    if (builder.isolation == Isolation.PLAIN) {
      return IsolationPlanner.plain();
    }
    InterpreterFolders folders = new InterpreterFolders();
    return HostIsolation.strongest(
        folder, () -> Optional.of(interpreter.get()), builder.nanoTicker, folders::of);
  }

  private static ScriptInspector inspector(EnergyOpsBuilder builder) {
    return builder.interpreter == null
        ? ScriptInspector.detect()
        : ScriptInspector.builder().interpreter(PythonInterpreters.at(builder.interpreter)).build();
  }
}
