package io.energyops.testkit;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.error.EnergyOpsException;
import io.energyops.run.ExecutionId;
import io.energyops.sandbox.Isolation;
import io.energyops.storage.StorageBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine for one test, in a data directory and a database of its own, both gone after {@link
 * #close()}. Needs no test framework: open it before a test, or in a try statement, and close it
 * after.
 *
 * <p>The engine may be used by many threads; the fixture itself by one.
 */
public final class EnergyOpsFixture implements AutoCloseable {

  /** Who acts when the test says nothing else. */
  public static final String USER = "tester@example.org";

  private static final Logger LOG = LoggerFactory.getLogger(EnergyOpsFixture.class);

  private final EnergyOpsFixtureBuilder settings;
  private final Path directory;
  private final FixtureDatabase database;
  private final ProcessCensus census;
  private @Nullable EnergyOps ops;
  private FixtureStorage.@Nullable Opened storage;
  private boolean closed;

  private EnergyOpsFixture(EnergyOpsFixtureBuilder settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
    this.database = FixtureDatabase.of(settings.database, directory);
    this.census = new ProcessCensus(directory);
  }

  /**
   * Opens an engine on SQLite with storage in memory.
   *
   * @return the fixture, which the caller closes
   * @throws io.energyops.error.EnergyOpsException when the engine cannot be opened
   */
  public static EnergyOpsFixture open() {
    return builder().open();
  }

  /**
   * Begins an opening with choices.
   *
   * @return a builder
   */
  public static EnergyOpsFixtureBuilder builder() {
    return new EnergyOpsFixtureBuilder();
  }

  static EnergyOpsFixture open(EnergyOpsFixtureBuilder settings) {
    EnergyOpsFixture fixture = new EnergyOpsFixture(settings, makeDirectory(settings.parent));
    try {
      fixture.start();
      return fixture;
    } catch (RuntimeException | Error e) {
      fixture.removeTraces().forEach(e::addSuppressed);
      throw e;
    }
  }

  /**
   * Returns the engine, since a restart another one.
   *
   * @return the open engine
   * @throws IllegalStateException when the fixture is closed, or a restart failed
   */
  public EnergyOps ops() {
    if (ops == null) {
      throw new IllegalStateException("The fixture's engine is not open; open a new fixture");
    }
    return ops;
  }

  /**
   * Returns the folder of the engine.
   *
   * @return an absolute path without links
   */
  public Path dataDirectory() {
    return directory;
  }

  /**
   * Returns the engine's storage.
   *
   * @return the storage, not to be closed
   * @throws IllegalStateException when the fixture is closed, or a restart failed
   */
  public StorageBackend storage() {
    return ops().storage();
  }

  /**
   * Connects to the database of the engine, as a host does that has its own tables in it or shares
   * its transactions.
   *
   * @return a new connection, which the caller closes
   * @throws SQLException when that fails
   */
  public Connection connect() throws SQLException {
    return database.connect();
  }

  /**
   * Closes the engine and opens another one on the same directory, database and storage, as a host
   * does that is restarted. Runs go on meanwhile.
   *
   * @return the new engine
   * @throws io.energyops.error.EnergyOpsException when it cannot be opened; the fixture is to be
   *     closed all the same
   * @throws IllegalStateException when the fixture is closed
   */
  public EnergyOps restart() {
    if (closed) {
      throw new IllegalStateException("The fixture is closed; open a new one");
    }
    stop();
    return start();
  }

  /**
   * Kills the runs that are going, with their children, and waits for their end.
   *
   * @param limit how long to wait for each
   * @return how many there were
   * @throws AssertionError when one does not end by then
   */
  public int killRuns(Duration limit) {
    return runs().kill(limit);
  }

  /**
   * Closes the engine, drops its schema and deletes its directory. Idempotent.
   *
   * @throws AssertionError when a run was still going, a process of a run was still alive, or
   *     something could not be removed; it lists them. Processes were killed by then, and the rest
   *     removed as far as possible
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<String> left = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    if (ops != null) {
      attempt(failures, () -> endRuns(left));
    }
    attempt(failures, this::stop);
    endProcesses(left);
    failures.addAll(removeTraces());
    if (!left.isEmpty() || !failures.isEmpty()) {
      throw leftBehind(left, failures);
    }
  }

  private EnergyOps start() {
    storage = settings.storage.open(directory);
    EnergyOpsBuilder builder = EnergyOps.builder().isolation(Isolation.PLAIN);
    settings.apply(builder);
    database.configure(builder);
    EnergyOps opened = builder.dataDirectory(directory).storage(storage.backend()).open();
    ops = opened;
    return opened;
  }

  private void stop() {
    try {
      if (ops != null) {
        ops.close();
      }
    } finally {
      ops = null;
      if (storage != null) {
        storage.close();
        storage = null;
      }
    }
  }

  private FixtureRuns runs() {
    return new FixtureRuns(ops(), directory);
  }

  private void endRuns(List<String> left) {
    try {
      for (ExecutionId id : runs().going()) {
        left.add("execution " + id + " was still going: " + RunReport.of(ops(), id));
      }
    } catch (EnergyOpsException e) {
      // The test closed the engine itself; what still runs is found in the process table.
      LOG.debug("The runs of {} cannot be listed", directory, e);
    }
    if (!left.isEmpty()) {
      var unused = killRuns(settings.patience);
    }
  }

  private void endProcesses(List<String> left) {
    for (ProcessHandle process : census.left(settings.patience)) {
      left.add(ProcessCensus.describe(process));
      var unused = process.destroyForcibly();
    }
    var unused = census.left(settings.patience);
  }

  private List<Throwable> removeTraces() {
    List<Throwable> failures = new ArrayList<>();
    attempt(failures, this::stop);
    attempt(failures, database::drop);
    attempt(failures, () -> FolderTree.delete(directory));
    return failures;
  }

  private static AssertionError leftBehind(List<String> left, List<Throwable> failures) {
    List<String> all = new ArrayList<>(left);
    failures.forEach(failure -> all.add("could not be done: " + failure));
    AssertionError error =
        new AssertionError(
            "Left when the fixture was closed (processes were killed):\n- "
                + String.join("\n- ", all));
    failures.forEach(error::addSuppressed);
    return error;
  }

  private static void attempt(List<Throwable> failures, Step step) {
    try {
      step.run();
    } catch (IOException | SQLException | RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  private static Path makeDirectory(@Nullable Path parent) {
    try {
      Path made =
          parent == null
              ? Files.createTempDirectory("energyops-test-")
              : Files.createTempDirectory(parent, "energyops-test-");
      return made.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No folder for a test's engine can be made" + (parent == null ? "" : " in " + parent), e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, SQLException;
  }
}
