package io.energyops.database;

/**
 * The schema that was found or made at opening.
 *
 * @param dialect {@code sqlite} or {@code postgresql}
 * @param schema name of the schema, {@code main} on SQLite
 * @param version version of the last migration, or {@code none} when it was not checked
 */
public record SchemaInfo(String dialect, String schema, String version) {}
