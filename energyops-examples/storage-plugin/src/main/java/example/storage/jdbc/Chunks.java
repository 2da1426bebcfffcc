package example.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The bytes of versions, in pieces that fit into memory. */
final class Chunks {

  static final int BYTES = 1 << 20;

  private Chunks() {}

  static int write(Connection connection, String version, int number, byte[] bytes, long now)
      throws SQLException {
    String sql =
        "insert into storage_chunk (version, chunk_number, touched_at, bytes) values (?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, version);
      statement.setInt(2, number);
      statement.setLong(3, now);
      statement.setBytes(4, bytes);
      return statement.executeUpdate();
    }
  }

  /** Returns the bytes, or null when a sweep has taken them. */
  static byte[] read(Connection connection, String version, int number) throws SQLException {
    String sql = "select bytes from storage_chunk where version = ? and chunk_number = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, version);
      statement.setInt(2, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  static int count(Connection connection, String version) throws SQLException {
    String sql = "select count(*) from storage_chunk where version = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, version);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Lets those who read a version that was replaced or deleted just now come to their end. */
  static int touch(Connection connection, String version, long now) throws SQLException {
    String sql = "update storage_chunk set touched_at = ? where version = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, now);
      statement.setString(2, version);
      return statement.executeUpdate();
    }
  }

  static int copy(Connection connection, String from, String to, long now) throws SQLException {
    String sql =
        "insert into storage_chunk (version, chunk_number, touched_at, bytes)"
            + " select ?, chunk_number, ?, bytes from storage_chunk where version = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, to);
      statement.setLong(2, now);
      statement.setString(3, from);
      return statement.executeUpdate();
    }
  }

  /**
   * Removes what no object names any more: replaced versions, which a reader may still read for a
   * while, and writes that never ended.
   */
  static int sweep(Connection connection, long touchedBefore) throws SQLException {
    String sql =
        "delete from storage_chunk where touched_at < ?"
            + " and version not in (select version from storage_object)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, touchedBefore);
      return statement.executeUpdate();
    }
  }
}
