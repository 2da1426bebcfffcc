package io.energyops.database;

import org.jdbi.v3.core.Handle;

/** How long one transaction waits for a lock of another; what was set is put back. */
final class LockPatience implements AutoCloseable {

  private static final int SHORT_MILLIS = 250;

  private final Handle handle;
  private final int before;

  private LockPatience(Handle handle, int before) {
    this.handle = handle;
    this.before = before;
  }

  /** Shortens the wait of a SQLite connection, which is taken at the begin of a transaction. */
  static LockPatience shortened(Handle handle) {
    int before = handle.createQuery("pragma busy_timeout").mapTo(Integer.class).one();
    LockPatience patience = new LockPatience(handle, before);
    patience.set(Math.min(before, SHORT_MILLIS));
    return patience;
  }

  /** Shortens the wait of a PostgreSQL transaction until its end. */
  static void shorten(Transaction tx) {
    tx.handle().execute("set local lock_timeout = " + SHORT_MILLIS);
  }

  @Override
  public void close() {
    set(before);
  }

  private void set(int millis) {
    handle.execute("pragma busy_timeout = " + millis);
  }
}
