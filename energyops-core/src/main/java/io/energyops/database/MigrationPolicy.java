package io.energyops.database;

/** What opening may do to the schema. */
public enum MigrationPolicy {
  /** Applies missing migrations under a lock that keeps other nodes waiting. */
  MIGRATE_IF_ALONE,
  /** Applies nothing; an outdated, newer or damaged schema is refused. */
  VALIDATE,
  /** Neither applies nor checks: the host vouches for the schema. */
  NONE
}
