package io.energyops.database;

import io.energyops.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/** Brings the schema to the shipped version, or refuses before it writes anything. */
final class SchemaMigrator {

  static final String HISTORY_TABLE = "energyops_schema_history";

  private final DataSource source;
  private final Dialect dialect;
  private final String schema;

  /** Where to look for migrations in place of the shipped ones. */
  private final @Nullable String location;

  private final SchemaRefusals refusals;
  private final LiveNodes liveNodes;

  SchemaMigrator(DataSource source, Dialect dialect, String schema) {
    this(source, dialect, schema, null);
  }

  SchemaMigrator(DataSource source, Dialect dialect, String schema, @Nullable String location) {
    this.source = source;
    this.dialect = dialect;
    this.schema = schema;
    this.location = location;
    this.refusals = new SchemaRefusals(dialect, schema);
    this.liveNodes = new LiveNodes(dialect, schema);
  }

  SchemaInfo bring(MigrationPolicy policy) {
    if (policy == MigrationPolicy.NONE) {
      return new SchemaInfo(dialect.id(), schema, "none");
    }
    try {
      Found found = inspectAlone();
      if (found.pending() == 0) {
        return found.info();
      }
      if (policy == MigrationPolicy.VALIDATE) {
        throw refusals.outdated(found.pending());
      }
      if (found.hasNodes()) {
        liveNodes.awaitNone(source, refusals);
      }
      return migrate();
    } catch (FlywayException e) {
      throw translated(e);
    } catch (SQLException e) {
      throw SqlFault.lockTimeout(e)
          ? refusals.inUse("another process holds the lock of migrations", e)
          : SqlFault.exception(e, e);
    }
  }

  private Found inspectAlone() throws SQLException {
    try (MigrationSession session = MigrationSession.reading(source, dialect, schema)) {
      return inspect(session, flyway(session));
    }
  }

  // Once more under the lock: another node may have migrated, or begun to run, meanwhile.
  private SchemaInfo migrate() throws SQLException {
    try (MigrationSession session = MigrationSession.migrating(source, dialect, schema)) {
      Flyway flyway = flyway(session);
      Found found = inspect(session, flyway);
      if (found.pending() > 0) {
        if (found.hasNodes()) {
          liveNodes.refuseAny(session.connection(), refusals);
        }
        flyway.migrate();
        found = inspect(session, flyway);
        session.commit();
      }
      return found.info();
    }
  }

  /** What an inspection found: how many migrations are pending, and who may be running on it. */
  private record Found(SchemaInfo info, int pending, boolean hasNodes) {}

  private Found inspect(MigrationSession session, Flyway flyway) throws SQLException {
    MigrationInfoService history = flyway.info();
    Set<String> tables = SchemaTables.existing(session.connection(), dialect, schema);
    int pending = 0;
    for (MigrationInfo info : history.all()) {
      MigrationState state = info.getState();
      if (state.isApplied() && !state.isResolved()) {
        throw refusals.tooNew(String.valueOf(info.getVersion()));
      }
      if (state.isFailed()) {
        throw refusals.damaged("a migration is recorded as failed", null);
      }
      if (!state.isApplied() && state.isResolved() && state != MigrationState.BELOW_BASELINE) {
        pending++;
      }
    }
    boolean ours = history.applied().length > 0;
    if (pending == 0) {
      refuseOtherThanShipped(flyway, tables);
    } else if (!ours && dialect == Dialect.SQLITE) {
      refuseTakenNames(tables);
    }
    MigrationInfo current = history.current();
    String version = current == null ? "none" : String.valueOf(current.getVersion());
    return new Found(
        new SchemaInfo(dialect.id(), schema, version), pending, ours && tables.contains("node"));
  }

  private void refuseOtherThanShipped(Flyway flyway, Set<String> tables) {
    ValidateResult result = flyway.validateWithResult();
    if (!result.validationSuccessful) {
      throw refusals.damaged("its history does not match the shipped migrations", null);
    }
    TreeSet<String> missing = new TreeSet<>(SchemaTables.NAMES);
    missing.removeAll(tables);
    if (!missing.isEmpty() && location == null) {
      throw refusals.damaged("tables are missing: " + String.join(", ", missing), null);
    }
  }

  private void refuseTakenNames(Set<String> tables) {
    List<String> taken = new ArrayList<>(tables);
    taken.retainAll(SchemaTables.NAMES);
    if (!taken.isEmpty()) {
      throw refusals.taken(taken);
    }
  }

  private SchemaException translated(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.VALIDATE_ERROR) {
      return refusals.damaged("its history does not match the shipped migrations", e);
    }
    return new SchemaException(
        ErrorCode.MIGRATION_FAILED,
        refusals.where()
            + " could not be migrated; what had begun was rolled back. "
            + (SqlFault.notAllowed(e)
                ? "The role may not create it: give it the right, or let a DBA run the text of"
                    + " MigrationScript"
                : "The cause says why"),
        e);
  }

  private Flyway flyway(MigrationSession session) {
    FluentConfiguration configuration =
        Flyway.configure(SchemaMigrator.class.getClassLoader())
            .dataSource(session.source())
            .table(HISTORY_TABLE)
            .baselineVersion("0")
            .baselineOnMigrate(true)
            .validateMigrationNaming(true)
            .skipDefaultCallbacks(true)
            .loggers("slf4j")
            .placeholders(Map.of("schema", schema));
    if (location == null) {
      configuration
          .resourceProvider(new ShippedMigrations(dialect))
          .javaMigrationClassProvider(List::of);
    } else {
      configuration.locations(location);
    }
    if (dialect == Dialect.POSTGRESQL) {
      configuration.schemas(schema).defaultSchema(schema).createSchemas(true);
    }
    return configuration.load();
  }
}
