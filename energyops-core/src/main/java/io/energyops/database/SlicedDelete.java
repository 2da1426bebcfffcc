package io.energyops.database;

import io.energyops.annotation.Internal;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Deletes many rows in short transactions of their own. How many rows the next one takes follows
 * from how long the last one took, so that a slow disk or a busy machine makes slices smaller
 * instead of making everybody else wait. Thread-safe.
 */
@Internal
public final class SlicedDelete {

  /** Deletes some rows; the last slice is the one that finds none. */
  @FunctionalInterface
  public interface Slice {

    /**
     * Deletes at most so many rows.
     *
     * @param tx the transaction
     * @param limit at least 1
     * @return how many it deleted
     */
    int delete(Transaction tx, int limit);
  }

  static final int FIRST = 500;
  static final int LEAST = 50;
  static final int MOST = 10_000;

  /** A quarter of the 200 ms that no transaction shall exceed. */
  private static final long AIM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Database database;
  private final LongSupplier nanoTicker;

  /**
   * Makes the part.
   *
   * @param database where the rows are
   * @param nanoTicker monotonic nanoseconds
   */
  public SlicedDelete(Database database, LongSupplier nanoTicker) {
    this.database = Objects.requireNonNull(database, "database");
    this.nanoTicker = Objects.requireNonNull(nanoTicker, "nanoTicker");
  }

  /**
   * Deletes until a slice finds nothing.
   *
   * @param slice deletes some rows
   * @return how many rows went
   * @throws DatabaseException when the database is out of reach or refuses; what went is gone
   */
  public long drain(Slice slice) {
    long total = 0;
    int limit = FIRST;
    while (true) {
      int most = limit;
      long begun = nanoTicker.getAsLong();
      int deleted = database.write(tx -> slice.delete(tx, most));
      limit = next(limit, nanoTicker.getAsLong() - begun);
      if (deleted == 0) {
        return total;
      }
      total += deleted;
    }
  }

  static int next(int limit, long tookNanos) {
    if (tookNanos > AIM_NANOS) {
      return Math.max(LEAST, limit / 2);
    }
    return tookNanos < AIM_NANOS / 2 ? Math.min(MOST, limit * 2) : limit;
  }
}
