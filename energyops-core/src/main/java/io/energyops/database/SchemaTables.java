package io.energyops.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Which tables the schema must have, and which there are. */
final class SchemaTables {

  static final Set<String> NAMES =
      Set.of(
          "activity",
          "artefact",
          "dashboard_chart",
          "data_source",
          "data_source_column",
          "dmo_contract_scheduling",
          "dmo_generator_scheduling",
          "dmo_market_bidding",
          "event_stream",
          "file_removal",
          "import",
          "job_log",
          "job_run",
          "market_snapshot_data",
          "node",
          "notification",
          "optimization_model",
          "optimization_result",
          "outbox",
          "program_run",
          "publisher_lease",
          "storage_schedule",
          "test_script",
          "test_script_execution",
          "test_script_log",
          "uploaded_file");

  private SchemaTables() {}

  static Set<String> existing(Connection connection, Dialect dialect, String schema)
      throws SQLException {
    // Not information_schema, which hides what the role has no right to.
    String sql =
        dialect == Dialect.SQLITE
            ? "select name from sqlite_master where type = 'table' and ? = 'main'"
            : "select tablename from pg_catalog.pg_tables where schemaname = ?";
    Set<String> names = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
