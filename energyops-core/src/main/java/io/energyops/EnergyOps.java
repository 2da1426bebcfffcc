package io.energyops;

import io.energyops.activity.Activities;
import io.energyops.database.SchemaInfo;
import io.energyops.event.EventHub;
import io.energyops.execution.Executions;
import io.energyops.log.ExecutionLogs;
import io.energyops.log.LogBatcher;
import io.energyops.market.MarketSnapshots;
import io.energyops.notification.NotificationThrottler;
import io.energyops.notification.Notifications;
import io.energyops.process.ProcessManager;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.script.Scripts;
import io.energyops.storage.StorageBackend;
import io.energyops.upload.Imports;
import io.energyops.upload.UploadValidators;
import java.nio.file.Path;

/**
 * The engine of one node, open. Its parts may be used from any thread; they end with {@link
 * #close()}.
 *
 * <p>Running executions are not ended by a close: their supervisors go on, and the next opening of
 * the same data directory adopts them. One that no JVM follows for the restart grace is ended by
 * its supervisor.
 */
public final class EnergyOps implements AutoCloseable {

  private final Wiring wiring;

  EnergyOps(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Opens a data directory with the embedded database and local storage.
   *
   * @param dataDirectory a folder, made where it is missing
   * @return the open engine, which the caller closes
   * @throws io.energyops.database.DataDirectoryInUseException when this JVM has the directory open
   *     already
   * @throws io.energyops.database.DataDirectoryException when the directory cannot be used
   * @throws io.energyops.database.SchemaException when the schema is newer, outdated or damaged
   */
  public static EnergyOps open(Path dataDirectory) {
    return builder().dataDirectory(dataDirectory).open();
  }

  /**
   * Begins an opening with choices.
   *
   * @return a builder
   */
  public static EnergyOpsBuilder builder() {
    return new EnergyOpsBuilder();
  }

  /**
   * Returns the folder of what belongs to this host.
   *
   * @return an absolute path
   */
  public Path dataDirectory() {
    return wiring.directory.root();
  }

  /**
   * Returns which database and schema were opened.
   *
   * @return as found or made at opening
   */
  public SchemaInfo schema() {
    return wiring.schema;
  }

  /**
   * Returns the registry of processes.
   *
   * @return the process manager
   */
  public ProcessManager processes() {
    return wiring.processes;
  }

  /**
   * Returns the sandbox for scripts outside the database.
   *
   * @return the executor
   */
  public SandboxExecutor sandbox() {
    return wiring.sandbox;
  }

  /**
   * Returns where log lines are written.
   *
   * @return the batcher
   */
  public LogBatcher logs() {
    return wiring.logs;
  }

  /**
   * Returns where log lines are read and followed.
   *
   * @return the reader
   */
  public ExecutionLogs executionLogs() {
    return wiring.executionLogs;
  }

  /**
   * Returns the events of this node.
   *
   * @return the hub
   */
  public EventHub events() {
    return wiring.events;
  }

  /**
   * Returns the uploaded scripts.
   *
   * @return the scripts
   */
  public Scripts scripts() {
    return wiring.scripts;
  }

  /**
   * Returns the runs of programs.
   *
   * @return the executions
   */
  public Executions executions() {
    return wiring.executions;
  }

  /**
   * Returns the storage backend.
   *
   * @return the backend that was given or opened; not to be closed by the caller
   */
  public StorageBackend storage() {
    return wiring.storage;
  }

  /**
   * Returns the imports of workbooks and CSV files.
   *
   * @return the imports
   */
  public Imports imports() {
    return wiring.imports;
  }

  /**
   * Returns the checks of uploads.
   *
   * @return the validators
   */
  public UploadValidators validators() {
    return wiring.validators;
  }

  /**
   * Returns the statistics of market snapshots.
   *
   * @return the aggregation, in memory and over the database
   */
  public MarketSnapshots market() {
    return wiring.market;
  }

  /**
   * Returns what holds floods of notifications back.
   *
   * @return the throttler
   */
  public NotificationThrottler throttler() {
    return wiring.throttler;
  }

  /**
   * Returns the notifications.
   *
   * @return the notifications
   */
  public Notifications notifications() {
    return wiring.notifications;
  }

  /**
   * Returns what was done, by whom.
   *
   * @return the activity log
   */
  public Activities activities() {
    return wiring.activities;
  }

  /**
   * Closes the parts in reverse order, within bounded time. Idempotent; closes nothing that was
   * given.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
