package io.energyops.testkit;

import io.energyops.EnergyOpsBuilder;
import io.energyops.identity.CurrentUser;
import io.energyops.storage.StorageBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects how an {@link EnergyOpsFixture} is to be opened. Not thread-safe. */
public final class EnergyOpsFixtureBuilder {

  TestDatabase database = TestDatabase.SQLITE;
  FixtureStorage storage = FixtureStorage.of(InMemoryStorage.create());
  Duration patience = Duration.ofSeconds(10);
  @Nullable Path parent;
  private final List<Consumer<EnergyOpsBuilder>> customisers = new ArrayList<>();

  EnergyOpsFixtureBuilder() {
    customisers.add(builder -> builder.currentUser(() -> EnergyOpsFixture.USER));
  }

  /**
   * Chooses the database.
   *
   * @param value {@link TestDatabase#SQLITE} when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder database(TestDatabase value) {
    this.database = Objects.requireNonNull(value, "database");
    return this;
  }

  /**
   * Gives the storage. It stays the caller's: it is the same after a restart and is not closed.
   *
   * @param value a backend, a new {@link InMemoryStorage} when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder storage(StorageBackend value) {
    this.storage = FixtureStorage.of(Objects.requireNonNull(value, "storage"));
    return this;
  }

  /**
   * Keeps files in the data directory, by {@code energyops-storage-local}, which must be on the
   * class path.
   *
   * @return this
   */
  public EnergyOpsFixtureBuilder localStorage() {
    this.storage = FixtureStorage.local();
    return this;
  }

  /**
   * Says who acts.
   *
   * @param value the current user, {@link EnergyOpsFixture#USER} when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder currentUser(CurrentUser value) {
    return customise(builder -> builder.currentUser(value));
  }

  /**
   * Sets the clock of records.
   *
   * @param value such as a {@link FakeClock}; the system's UTC clock when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder clock(Clock value) {
    return customise(builder -> builder.clock(value));
  }

  /**
   * Sets the source of durations. With one that stands still the engine's own limits and intervals
   * stand still too: a log batch waits to be flushed or full.
   *
   * @param value such as a {@link FakeTicker}; {@code System::nanoTime} when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder ticker(LongSupplier value) {
    return customise(builder -> builder.nanoTicker(value));
  }

  /**
   * Changes anything else of the opening; done at each opening, in the order of these calls.
   * Without it scripts run with {@link io.energyops.sandbox.Isolation#PLAIN}, so that a test does
   * not depend on what its machine can hold.
   *
   * @param value changes the builder; not its data directory, database or storage
   * @return this
   */
  public EnergyOpsFixtureBuilder customise(Consumer<EnergyOpsBuilder> value) {
    customisers.add(Objects.requireNonNull(value, "customise"));
    return this;
  }

  /**
   * Says where the data directory is made.
   *
   * @param value an existing folder, that for temporary files when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder parentDirectory(Path value) {
    this.parent = Objects.requireNonNull(value, "parentDirectory");
    return this;
  }

  /**
   * Says how long closing waits for processes to end before it counts them as left.
   *
   * @param value zero or more, 10 seconds when not set
   * @return this
   */
  public EnergyOpsFixtureBuilder patience(Duration value) {
    this.patience = Objects.requireNonNull(value, "patience");
    return this;
  }

  /**
   * Opens an engine in a new data directory. When that fails, nothing is left of it.
   *
   * @return the fixture, which the caller closes
   * @throws io.energyops.error.EnergyOpsException when the engine cannot be opened
   * @throws io.energyops.storage.StorageException when local storage is not there or cannot be
   *     opened
   * @throws PostgresMissingException when PostgreSQL is wanted and not on the class path
   */
  public EnergyOpsFixture open() {
    return EnergyOpsFixture.open(this);
  }

  void apply(EnergyOpsBuilder builder) {
    customisers.forEach(customiser -> customiser.accept(builder));
  }
}
