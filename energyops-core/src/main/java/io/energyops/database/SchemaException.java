package io.energyops.database;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The schema is newer, outdated or damaged, or could not be migrated; nothing was changed. */
public final class SchemaException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param code one of the {@code SCHEMA_}, {@code MIGRATION_} and {@code TABLE_NAME_} codes
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  public SchemaException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
