package io.energyops.table;

import org.jspecify.annotations.Nullable;

/**
 * Pulls the rows of one sheet in the order of the file. Rows without any content are left out; the
 * {@linkplain Row#number() numbers} of the others tell. Not thread-safe.
 */
public interface RowCursor extends AutoCloseable {

  /**
   * Reads on to the next row that has content.
   *
   * @return the row, or null at the end
   * @throws TableUnreadableException when the file is damaged here; the message says where
   * @throws TableLimitException when the file passes a limit here
   * @throws io.energyops.error.ConflictException when this cursor or its file was closed
   */
  @Nullable Row next();

  /** Frees what the cursor holds; further calls do nothing. */
  @Override
  void close();
}
