package io.energyops.database;

import io.energyops.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

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

  static Set<String> existing(DataSource source, Dialect dialect, String schema) {
    String sql =
        dialect == Dialect.SQLITE
            ? "select name from sqlite_master where type = 'table' and ? = 'main'"
            : "select table_name from information_schema.tables where table_schema = ?";
    Set<String> names = new TreeSet<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return names;
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The catalogue of the database could not be read (" + SqlFault.brief(e) + ")",
          e);
    }
  }
}
