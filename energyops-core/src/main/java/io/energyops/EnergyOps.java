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
import java.sql.Connection;

/**
 * The engine of one node, open. Its parts may be used from any thread, virtual ones included; they
 * end with {@link #close()}. From then on every method but that one throws {@link
 * io.energyops.error.ConflictException} with the code {@code CLOSED}, and so do the parts that were
 * fetched before, as far as they need more than their arguments; publishing an event then does
 * nothing.
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
    return wiring.open().directory.root();
  }

  /**
   * Returns which database and schema were opened.
   *
   * @return as found or made at opening
   */
  public SchemaInfo schema() {
    return wiring.open().schema;
  }

  /**
   * Returns the registry of processes.
   *
   * @return the process manager
   */
  public ProcessManager processes() {
    return wiring.open().processes;
  }

  /**
   * Returns the sandbox for scripts outside the database.
   *
   * @return the executor
   */
  public SandboxExecutor sandbox() {
    return wiring.open().sandbox;
  }

  /**
   * Returns where log lines are written.
   *
   * @return the batcher
   */
  public LogBatcher logs() {
    return wiring.open().logs;
  }

  /**
   * Returns where log lines are read and followed.
   *
   * @return the reader
   */
  public ExecutionLogs executionLogs() {
    return wiring.open().executionLogs;
  }

  /**
   * Returns the events of this node.
   *
   * @return the hub
   */
  public EventHub events() {
    return wiring.open().events;
  }

  /**
   * Returns the uploaded scripts.
   *
   * @return the scripts
   */
  public Scripts scripts() {
    return wiring.open().scripts;
  }

  /**
   * Returns the runs of programs.
   *
   * @return the executions
   */
  public Executions executions() {
    return wiring.open().executions;
  }

  /**
   * Returns the storage backend.
   *
   * @return the backend that was given or opened; not to be closed by the caller
   */
  public StorageBackend storage() {
    return wiring.open().storage;
  }

  /**
   * Returns the imports of workbooks and CSV files.
   *
   * @return the imports
   */
  public Imports imports() {
    return wiring.open().imports;
  }

  /**
   * Returns the checks of uploads.
   *
   * @return the validators
   */
  public UploadValidators validators() {
    return wiring.open().validators;
  }

  /**
   * Returns the statistics of market snapshots.
   *
   * @return the aggregation, in memory and over the database
   */
  public MarketSnapshots market() {
    return wiring.open().market;
  }

  /**
   * Returns what holds floods of notifications back.
   *
   * @return the throttler
   */
  public NotificationThrottler throttler() {
    return wiring.open().throttler;
  }

  /**
   * Returns the notifications.
   *
   * @return the notifications
   */
  public Notifications notifications() {
    return wiring.open().notifications;
  }

  /**
   * Returns what was done, by whom.
   *
   * @return the activity log
   */
  public Activities activities() {
    return wiring.open().activities;
  }

  /**
   * Joins a transaction of the host, for what must happen together with the host's own changes or
   * not at all.
   *
   * <p>The connection leads to the database that this engine has open and is in the midst of a
   * transaction: isolation level and, on SQLite, {@code pragma foreign_keys = on} are set before it
   * begins. On SQLite the write lock is taken here, for as long as the transaction lasts; give the
   * host's connection a busy timeout. Connections of an XA transaction are not supported.
   *
   * @param hostTransaction a connection with auto-commit off; it stays the host's to commit, roll
   *     back and close
   * @return what can be done within the transaction
   * @throws io.energyops.error.InvalidArgumentException when there is no connection
   * @throws io.energyops.error.ConflictException when the connection is closed, in auto-commit
   *     mode, read-only or leads to another database or schema, when its transaction has failed or,
   *     on SQLite, began with foreign keys off, and when this engine is closed; the code tells
   * @throws io.energyops.database.DatabaseException when the database is out of reach or, on
   *     SQLite, another writer holds the lock for too long
   */
  public Joined within(Connection hostTransaction) {
    return wiring.open().within(hostTransaction);
  }

  /**
   * Closes the parts in reverse order, within {@link EnergyOpsBuilder#closeLimit the limit}, also
   * when the database does not answer or a callback never returns: what hangs is named in a warning
   * and left to end by itself, and until it has, the data directory cannot be opened again in this
   * JVM. Closes nothing that was given. An interrupt of the calling thread does not shorten it and
   * is kept.
   *
   * <p>Idempotent: a second call waits for the first. A call from a thread that runs a callback or
   * other work of this engine cannot wait for its own end: it begins the close and returns.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
