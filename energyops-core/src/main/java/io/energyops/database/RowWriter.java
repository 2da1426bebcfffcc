package io.energyops.database;

import io.energyops.annotation.Internal;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Sets the parameters of one row, by position from 1 on.
 *
 * @param <T> what a row is made of
 */
@Internal
@FunctionalInterface
public interface RowWriter<T> {

  /**
   * Sets the parameters.
   *
   * @param statement the statement of the row
   * @param row what the row is made of
   * @throws SQLException when the driver refuses a value
   */
  void write(PreparedStatement statement, T row) throws SQLException;
}
