package io.energyops.database;

import io.energyops.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  // Said by the class itself, so that it stays true when a host relocates our packages.
  static final String LOCATION =
      "classpath:" + SchemaMigrator.class.getPackageName().replace('.', '/') + "/migration/";

  private final DataSource source;
  private final Dialect dialect;
  private final String schema;
  private final String location;

  SchemaMigrator(DataSource source, Dialect dialect, String schema) {
    this(source, dialect, schema, LOCATION + dialect.id());
  }

  SchemaMigrator(DataSource source, Dialect dialect, String schema, String location) {
    this.source = source;
    this.dialect = dialect;
    this.schema = schema;
    this.location = location;
  }

  SchemaInfo bring(MigrationPolicy policy) {
    if (policy == MigrationPolicy.NONE) {
      return new SchemaInfo(dialect.id(), schema, "none");
    }
    Flyway flyway = flyway();
    try {
      MigrationInfoService found = flyway.info();
      boolean pending = inspect(flyway, found);
      if (pending && policy == MigrationPolicy.VALIDATE) {
        throw outdated(found);
      }
      if (pending) {
        flyway.migrate();
        found = flyway.info();
      }
      refuseMissingTables();
      MigrationInfo current = found.current();
      String version = current == null ? "none" : String.valueOf(current.getVersion());
      return new SchemaInfo(dialect.id(), schema, version);
    } catch (FlywayException e) {
      throw translated(e);
    }
  }

  private boolean inspect(Flyway flyway, MigrationInfoService found) {
    boolean pending = false;
    for (MigrationInfo info : found.all()) {
      MigrationState state = info.getState();
      if (state.isApplied() && !state.isResolved()) {
        throw new SchemaException(
            ErrorCode.SCHEMA_TOO_NEW,
            where()
                + " was migrated by a newer release (version "
                + info.getVersion()
                + " is not known here); start that release or a newer one. Nothing was changed",
            null);
      }
      if (state.isFailed()) {
        throw damaged("a migration is recorded as failed", null);
      }
      pending |=
          !state.isApplied() && state.isResolved() && !state.equals(MigrationState.BELOW_BASELINE);
    }
    if (!pending) {
      ValidateResult result = flyway.validateWithResult();
      if (!result.validationSuccessful) {
        throw damaged("its history does not match the shipped migrations", null);
      }
    } else if (found.applied().length == 0 && dialect == Dialect.SQLITE) {
      refuseTakenNames();
    }
    return pending;
  }

  private void refuseTakenNames() {
    List<String> taken = new ArrayList<>(SchemaTables.existing(source, dialect, schema));
    taken.retainAll(SchemaTables.NAMES);
    if (!taken.isEmpty()) {
      throw new SchemaException(
          ErrorCode.TABLE_NAME_TAKEN,
          where()
              + " holds tables that are not ours: "
              + String.join(", ", taken)
              + "; give the engine a database file of its own. Nothing was changed",
          null);
    }
  }

  private void refuseMissingTables() {
    TreeSet<String> missing = new TreeSet<>(SchemaTables.NAMES);
    missing.removeAll(SchemaTables.existing(source, dialect, schema));
    if (!missing.isEmpty() && location.startsWith(LOCATION)) {
      throw damaged("tables are missing: " + String.join(", ", missing), null);
    }
  }

  private SchemaException damaged(String what, @Nullable FlywayException cause) {
    return new SchemaException(
        ErrorCode.SCHEMA_DAMAGED,
        where()
            + " is damaged: "
            + what
            + "; restore a backup, or give an empty database. Nothing was changed",
        cause);
  }

  private SchemaException outdated(MigrationInfoService found) {
    return new SchemaException(
        ErrorCode.SCHEMA_OUTDATED,
        where()
            + " lacks "
            + found.pending().length
            + " migration(s) and the policy is "
            + MigrationPolicy.VALIDATE
            + "; open once with "
            + MigrationPolicy.MIGRATE_IF_ALONE,
        null);
  }

  private SchemaException translated(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.VALIDATE_ERROR) {
      return damaged("its history does not match the shipped migrations", e);
    }
    return new SchemaException(
        ErrorCode.MIGRATION_FAILED,
        where() + " could not be migrated; what had begun was rolled back. The cause says why",
        e);
  }

  private String where() {
    return dialect == Dialect.SQLITE
        ? "The SQLite database"
        : "Schema " + schema + " of the " + dialect.id().toUpperCase(Locale.ROOT) + " database";
  }

  private Flyway flyway() {
    FluentConfiguration configuration =
        Flyway.configure(SchemaMigrator.class.getClassLoader())
            .dataSource(source)
            .locations(location)
            .table(HISTORY_TABLE)
            .baselineVersion("0")
            .baselineOnMigrate(true)
            .validateMigrationNaming(true)
            .loggers("slf4j")
            .placeholders(Map.of("schema", schema));
    if (dialect == Dialect.POSTGRESQL) {
      configuration.schemas(schema).defaultSchema(schema).createSchemas(true);
    }
    return configuration.load();
  }
}
