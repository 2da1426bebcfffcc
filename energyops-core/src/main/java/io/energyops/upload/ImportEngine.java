package io.energyops.upload;

import io.energyops.activity.Activities;
import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.event.Outbox;
import io.energyops.identity.CurrentUser;
import io.energyops.identity.IdSource;
import io.energyops.removal.FileRemovals;
import io.energyops.run.ImportId;
import io.energyops.storage.StorageBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Puts the imports of a node together. It holds nothing that must be closed. */
@Internal
public final class ImportEngine {

  private final Imports imports;
  private final ImportSweeper sweeper;

  private ImportEngine(Builder builder, Wiring wiring) {
    Set<ImportId> active = ConcurrentHashMap.newKeySet();
    UploadSpool spool = new UploadSpool(wiring.spoolFolder, wiring.node);
    ImportRemoval removal =
        new ImportRemoval(
            wiring.database, wiring.removals, wiring.node, builder.clock, builder.nanoTicker);
    this.imports =
        new DefaultImports(
            new ImportParts(
                wiring.database,
                wiring.storage,
                spool,
                new ImportTrail(wiring.activities, wiring.outbox),
                removal,
                new Constraints(),
                builder.currentUser,
                wiring.node,
                builder.ids,
                builder.clock,
                builder.marketZone),
            active);
    this.sweeper = new ImportSweeper(wiring.database, removal, spool, active, builder.clock);
  }

  /**
   * Begins an engine.
   *
   * @param wiring the parts that it stands on, which stay the caller's
   * @return a builder
   */
  public static Builder builder(Wiring wiring) {
    return new Builder(wiring);
  }

  /**
   * Returns the imports.
   *
   * @return the imports of this node
   */
  public Imports imports() {
    return imports;
  }

  /**
   * Returns what removes broken imports; it is to be run at the start.
   *
   * @return the sweeper
   */
  public ImportSweeper sweeper() {
    return sweeper;
  }

  /**
   * The parts that imports stand on.
   *
   * @param database where rows go
   * @param storage where files go
   * @param removals removes files
   * @param outbox publishes events
   * @param activities records who did what
   * @param node id of this node
   * @param spoolFolder folder for copies of files while they are read
   */
  @Internal
  public record Wiring(
      Database database,
      StorageBackend storage,
      FileRemovals removals,
      Outbox outbox,
      Activities activities,
      String node,
      Path spoolFolder) {}

  /** Collects what may be chosen. Not thread-safe. */
  @Internal
  public static final class Builder {

    private final Wiring wiring;
    private CurrentUser currentUser = CurrentUser.system();
    private IdSource ids = IdSource.timeOrdered();
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTicker = System::nanoTime;
    private ZoneId marketZone = RowSettings.DEFAULT_ZONE;

    private Builder(Wiring wiring) {
      this.wiring = wiring;
    }

    /**
     * Sets who imports; the default is the system.
     *
     * @param user asked once per call, on the calling thread
     * @return this
     */
    public Builder currentUser(CurrentUser user) {
      this.currentUser = CurrentUser.guarded(user);
      return this;
    }

    /**
     * Sets where ids come from; the default gives time-ordered UUIDs.
     *
     * @param source gives UUIDs that rise with time
     * @return this
     */
    public Builder ids(IdSource source) {
      this.ids = source;
      return this;
    }

    /**
     * Sets what durations are measured with; the default is the system's.
     *
     * @param source monotonic nanoseconds
     * @return this
     */
    public Builder nanoTicker(LongSupplier source) {
      this.nanoTicker = source;
      return this;
    }

    /**
     * Sets the time of records; the default is the system's.
     *
     * @param source the clock
     * @return this
     */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /**
     * Sets the zone of times that name none, for requests without one and for exports; the default
     * is {@code Asia/Kolkata}.
     *
     * @param zone the market's zone
     * @return this
     */
    public Builder marketZone(ZoneId zone) {
      this.marketZone = zone;
      return this;
    }

    /**
     * Builds the engine.
     *
     * @return the engine
     */
    public ImportEngine build() {
      return new ImportEngine(this, wiring);
    }
  }
}
