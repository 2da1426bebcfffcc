package io.energyops.database;

import io.energyops.annotation.Internal;

/** The differences between the two databases that SQL text has to know. */
@Internal
public enum Dialect {
  /** The embedded database. */
  SQLITE("sqlite", "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"),
  /** The database for many nodes. */
  POSTGRESQL("postgresql", "clock_timestamp()");

  private final String id;
  private final String now;

  Dialect(String id, String now) {
    this.id = id;
    this.now = now;
  }

  /**
   * Returns the name of the folder with the migrations.
   *
   * @return a lower-case name
   */
  public String id() {
    return id;
  }

  /**
   * Returns the expression for the database's own time, which leases go by.
   *
   * @return an SQL expression
   */
  public String now() {
    return now;
  }

  /**
   * Returns the expression for the database's own time some seconds from now, for the end of a
   * lease.
   *
   * @param seconds how far ahead, negative for the past
   * @return an SQL expression
   */
  public String nowPlus(long seconds) {
    return this == SQLITE
        ? "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '" + seconds + " seconds')"
        : "clock_timestamp() + interval '" + seconds + " seconds'";
  }
}
