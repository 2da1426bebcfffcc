package io.energyops.it.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A migrated schema of a test class. */
record MigratedSchema(TestDialect dialect, DataSource source, String name) {

  Connection open() throws SQLException {
    return source.getConnection();
  }

  /** Qualifies a table name, since nothing may rest on a search path. */
  String table(String table) {
    return "\"" + name + "\"." + table;
  }
}
