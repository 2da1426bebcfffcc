package io.energyops.database;

import io.energyops.database.MigrationFiles.MigrationFile;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.List;

/**
 * The schema as SQL text, for a DBA who runs it where the application's role may not create tables.
 * The text is one transaction and records itself in the history table as a migration would, so that
 * the engine then opens the schema with {@link MigrationPolicy#VALIDATE} or {@link
 * MigrationPolicy#MIGRATE_IF_ALONE}. The role of the engine needs {@code usage} on the schema,
 * {@code select, insert, update, delete} on our tables and {@code select} on the history table.
 * Immutable.
 */
public final class MigrationScript {

  private final Dialect dialect;
  private final String schema;
  private final List<MigrationFile> files;

  private MigrationScript(Dialect dialect, String schema) {
    this.dialect = dialect;
    this.schema = schema;
    this.files = MigrationFiles.of(dialect);
  }

  /**
   * Returns the script for PostgreSQL 14 or newer.
   *
   * @param schema name of the schema that it makes, as given to the builder: 1 to 63 ASCII letters,
   *     digits and underscores
   * @return the script
   * @throws InvalidArgumentException when the name is of another form
   */
  public static MigrationScript postgresql(String schema) {
    return new MigrationScript(Dialect.POSTGRESQL, Databases.requireSchemaName(schema));
  }

  /**
   * Returns the script for SQLite.
   *
   * @return the script
   */
  public static MigrationScript sqlite() {
    return new MigrationScript(Dialect.SQLITE, Databases.SQLITE_SCHEMA);
  }

  /**
   * Returns what makes the schema of this release in a database that has none.
   *
   * @return SQL text for {@code psql} or {@code sqlite3}
   */
  public String complete() {
    String prelude =
        (dialect == Dialect.POSTGRESQL ? "create schema if not exists \"${schema}\";\n" : "")
            + MigrationFiles.historyTable(dialect);
    return text(prelude, files, 1);
  }

  /**
   * Returns what brings a schema of an earlier release to this one.
   *
   * @param version the version that the schema has now, as {@link SchemaInfo#version} says
   * @return SQL text; it changes nothing when that is the version of this release
   * @throws InvalidArgumentException when no migration has this version
   */
  public String after(String version) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).version().equals(version)) {
        return text("", files.subList(i + 1, files.size()), i + 2);
      }
    }
    throw new InvalidArgumentException(
        ErrorCode.INVALID_ARGUMENT,
        "No shipped migration has version "
            + version
            + "; known are "
            + files.stream().map(MigrationFile::version).toList());
  }

  private String text(String prelude, List<MigrationFile> steps, int firstRank) {
    StringBuilder sql = new StringBuilder("begin;\n").append(prelude);
    int rank = firstRank;
    for (MigrationFile step : steps) {
      sql.append('\n').append(step.text()).append('\n').append(row(step, rank++));
    }
    return sql.append("commit;\n").toString().replace("${schema}", schema);
  }

  private static String row(MigrationFile step, int rank) {
    return """
        insert into "${schema}".%s
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        values (%d, '%s', '%s', 'SQL', '%s', %d, 'dba', 0, true);
        """
        .formatted(
            SchemaMigrator.HISTORY_TABLE,
            rank,
            step.version(),
            step.description(),
            step.script(),
            step.checksum());
  }
}
