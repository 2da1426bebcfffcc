package io.energyops.database;

import io.energyops.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a schema is not opened or not migrated, in words. */
final class SchemaRefusals {

  private static final String UNCHANGED = ". Nothing was changed";

  private final Dialect dialect;
  private final String schema;

  SchemaRefusals(Dialect dialect, String schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  String where() {
    return dialect == Dialect.SQLITE
        ? "The SQLite database"
        : "Schema " + schema + " of the " + dialect.id().toUpperCase(Locale.ROOT) + " database";
  }

  SchemaException tooNew(String version) {
    return refusal(
        ErrorCode.SCHEMA_TOO_NEW,
        " was migrated by a newer release (version "
            + version
            + " is not known here); start that release or a newer one",
        null);
  }

  SchemaException outdated(int pending) {
    return refusal(
        ErrorCode.SCHEMA_OUTDATED,
        " lacks "
            + pending
            + " migration(s) and the policy is "
            + MigrationPolicy.VALIDATE
            + "; open once with "
            + MigrationPolicy.MIGRATE_IF_ALONE
            + ", or let a DBA run the text of MigrationScript",
        null);
  }

  SchemaException damaged(String what, @Nullable Exception cause) {
    return refusal(
        ErrorCode.SCHEMA_DAMAGED,
        " is damaged: " + what + "; restore a backup, or give an empty database",
        cause);
  }

  SchemaException taken(List<String> names) {
    return refusal(
        ErrorCode.TABLE_NAME_TAKEN,
        " holds tables that are not ours: "
            + String.join(", ", names)
            + "; give the engine a database file of its own",
        null);
  }

  SchemaException inUse(String by, @Nullable Exception cause) {
    return refusal(
        ErrorCode.SCHEMA_IN_USE,
        " must be migrated, but "
            + by
            + "; end every node of the earlier release first, then open again",
        cause);
  }

  private SchemaException refusal(ErrorCode code, String what, @Nullable Exception cause) {
    return new SchemaException(code, where() + what + UNCHANGED, cause);
  }
}
