package io.energyops.examples.quickstart;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Counts rows of imports, scripts and runs in the database itself, through a read-only connection
 * of its own.
 */
final class RowCensus {

  // What names an import, a script or an execution in some table.
  private static final Set<String> REFERENCES =
      Set.of("import_id", "script_id", "execution_id", "program_id");
  private static final Map<String, String> OWN_ID =
      Map.of("import", "id", "test_script", "id", "uploaded_file", "id");

  private final String url;

  RowCensus(Path databaseFile) {
    this.url = "jdbc:sqlite:" + databaseFile;
  }

  /** Returns the ids of the files that imports came from, which their rows alone know. */
  List<String> fileIds(Set<String> imports) {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect();
        PreparedStatement query =
            connection.prepareStatement("select uploaded_file_id from import where id = ?")) {
      for (String id : imports) {
        query.setString(1, id);
        try (ResultSet row = query.executeQuery()) {
          while (row.next() && row.getString(1) != null) {
            found.add(row.getString(1));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  long count(Set<String> ids) {
    try (Connection connection = connect()) {
      long count = 0;
      for (Place place : places(connection)) {
        count += count(connection, place, ids);
      }
      return count;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private record Place(String table, String column) {}

  private static List<Place> places(Connection connection) throws SQLException {
    List<Place> places = new ArrayList<>();
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet columns = metaData.getColumns(null, null, "%", "%")) {
      while (columns.next()) {
        String table = columns.getString("TABLE_NAME");
        String column = columns.getString("COLUMN_NAME");
        if (REFERENCES.contains(column) || column.equals(OWN_ID.get(table))) {
          places.add(new Place(table, column));
        }
      }
    }
    if (places.size() < REFERENCES.size()) {
      throw new SQLException("the schema shows only " + places);
    }
    return places;
  }

  private static long count(Connection connection, Place place, Set<String> ids)
      throws SQLException {
    String sql =
        "select count(*) from \"" + place.table() + "\" where \"" + place.column() + "\" = ?";
    long count = 0;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (String id : ids) {
        query.setString(1, id);
        try (ResultSet row = query.executeQuery()) {
          count += row.next() ? row.getLong(1) : 0;
        }
      }
    }
    return count;
  }

  private Connection connect() throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    return DriverManager.getConnection(url, readOnly);
  }

  private static TourFailure unreadable(SQLException e) {
    return new TourFailure("the rows cannot be counted: " + e.getMessage(), e);
  }
}
