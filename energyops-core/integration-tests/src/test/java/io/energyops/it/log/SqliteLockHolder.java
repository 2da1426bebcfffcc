package io.energyops.it.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** Another program that takes the write lock of a SQLite file until its standard input ends. */
final class SqliteLockHolder {

  static final String LOCKED = "LOCKED";

  private SqliteLockHolder() {}

  public static void main(String[] args) throws Exception {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + Path.of(args[0]) + "?busy_timeout=60000");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
      System.out.println(LOCKED);
      while (System.in.read() >= 0) {
        // What is written here has no meaning.
      }
      statement.execute("rollback");
    }
  }
}
