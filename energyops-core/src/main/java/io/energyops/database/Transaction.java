package io.energyops.database;

import io.energyops.annotation.Internal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * One short transaction, for repositories. In their SQL {@code #name} is the qualified name of our
 * table and {@code #now} the database's own time. Confined to the thread that runs it.
 */
@Internal
public final class Transaction {

  private static final Pattern TABLE = Pattern.compile("#([a-z_]+)");

  private final Handle handle;
  private final Dialect dialect;
  private final String prefix;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Handle handle, Dialect dialect, String prefix) {
    this.handle = handle;
    this.dialect = dialect;
    this.prefix = prefix;
  }

  /**
   * Returns which database this runs on.
   *
   * @return the dialect
   */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Begins a query.
   *
   * @param sql text with {@code #table} names and {@code :named} parameters
   * @return the query
   */
  public Query query(String sql) {
    return handle.createQuery(qualified(sql));
  }

  /**
   * Begins an insert, update or delete.
   *
   * @param sql text with {@code #table} names and {@code :named} parameters
   * @return the statement
   */
  public Update update(String sql) {
    return handle.createUpdate(qualified(sql));
  }

  /**
   * Begins a batch of one statement with many parameter sets.
   *
   * @param sql text with {@code #table} names and {@code :named} parameters
   * @return the batch
   */
  public PreparedBatch batch(String sql) {
    return handle.prepareBatch(qualified(sql));
  }

  /**
   * Runs one statement for many rows as a batch of the driver. Named parameters, which the other
   * ways have, cost as much as the insert itself where the database is in the same process.
   *
   * @param sql text with {@code #table} names and {@code ?} parameters
   * @param rows what the rows are made of
   * @param writer sets the parameters of one row
   * @param <T> what a row is made of
   * @return how many rows were changed
   */
  public <T> int batch(String sql, List<T> rows, RowWriter<T> writer) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(qualified(sql))) {
      for (T row : rows) {
        writer.write(statement, row);
        statement.addBatch();
      }
      int changed = 0;
      for (int count : statement.executeBatch()) {
        changed += count;
      }
      return changed;
    } catch (SQLException e) {
      throw new DriverFault(e);
    }
  }

  /**
   * Copies rows into a table of PostgreSQL, faster than any insert.
   *
   * @param sql {@code copy #table (columns) from stdin}
   * @param rows the rows
   * @return false when nothing was copied, because a row is there already or because the driver
   *     cannot be reached through the host's connection: insert them then
   */
  public boolean copy(String sql, CopyRows rows) {
    try {
      return PostgresCopy.copied(handle.getConnection(), qualified(sql), rows.bytes());
    } catch (LinkageError driverOfAnotherLoader) {
      return false;
    } catch (SQLException e) {
      throw new DriverFault(e);
    }
  }

  /**
   * Returns the handle, for what the shorter methods do not offer.
   *
   * @return the open handle
   */
  public Handle handle() {
    return handle;
  }

  /**
   * Has something done right after the commit; a roll-back drops it. In a transaction of the host
   * it is not done at all: what depends on it must also find its work by polling.
   *
   * @param action what to do, must not throw
   */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /**
   * Puts the qualified names into SQL text.
   *
   * @param sql text with {@code #table} names
   * @return the text for the driver
   */
  public String qualified(String sql) {
    return TABLE
        .matcher(sql)
        .replaceAll(
            found -> found.group(1).equals("now") ? quote(dialect.now()) : prefix + found.group(1));
  }

  List<Runnable> committed() {
    return List.copyOf(afterCommit);
  }

  private static String quote(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }
}
