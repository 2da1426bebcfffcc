package io.energyops.database;

/** What opening may do to the schema. */
public enum MigrationPolicy {
  /**
   * Applies missing migrations when no node runs on the schema, in one transaction under a lock
   * that keeps other nodes waiting. A node that was killed counts as running until its lease ends,
   * which is waited for; while one is alive the opening is refused.
   */
  MIGRATE_IF_ALONE,
  /** Applies nothing; an outdated, newer or damaged schema is refused. */
  VALIDATE,
  /** Neither applies nor checks: the host vouches for the schema. */
  NONE
}
