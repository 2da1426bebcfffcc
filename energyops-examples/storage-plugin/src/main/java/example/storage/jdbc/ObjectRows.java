package example.storage.jdbc;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that make versions visible. */
final class ObjectRows {

  private static final String COLUMNS =
      "object_key, version, byte_count, modified_at, sha256, content_type";

  private ObjectRows() {}

  static Optional<StoredObject> find(Connection connection, StorageKey key) throws SQLException {
    String sql = "select " + COLUMNS + " from storage_object where object_key = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(object(row)) : Optional.empty();
      }
    }
  }

  /** Makes a version visible when the condition holds: the database decides who is first. */
  static void publish(Connection connection, StoredObject object, WriteCondition condition)
      throws SQLException {
    StorageKey key = object.key();
    if (condition instanceof WriteCondition.IfAbsent) {
      if (insert(connection, object, "on conflict (object_key) do nothing") == 0) {
        throw new StorageAlreadyExistsException(key);
      }
    } else if (condition instanceof WriteCondition.IfMatch match) {
      if (replace(connection, object, match.version()) == 0) {
        throw StorageConflictException.versionMismatch(key, match.version());
      }
    } else {
      insert(
          connection,
          object,
          """
          on conflict (object_key) do update set version = excluded.version,
            byte_count = excluded.byte_count, modified_at = excluded.modified_at,
            sha256 = excluded.sha256, content_type = excluded.content_type""");
    }
  }

  static boolean delete(Connection connection, StorageKey key) throws SQLException {
    String sql = "delete from storage_object where object_key = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.value());
      return statement.executeUpdate() > 0;
    }
  }

  /** One object more than asked for tells whether there is a next page. */
  static ListPage list(Connection connection, ListRequest request, String after)
      throws SQLException {
    String sql =
        "select "
            + COLUMNS
            + " from storage_object where object_key >= ? and object_key > ?"
            + " and substr(object_key, 1, ?) = ? order by object_key limit ?";
    List<StoredObject> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      String prefix = request.prefix();
      statement.setString(1, prefix);
      statement.setString(2, after);
      statement.setInt(3, prefix.codePointCount(0, prefix.length()));
      statement.setString(4, prefix);
      statement.setInt(5, request.limit() + 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(object(row));
        }
      }
    }
    if (found.size() <= request.limit()) {
      return ListPage.of(found, null);
    }
    List<StoredObject> page = found.subList(0, request.limit());
    return ListPage.of(page, Continuation.after(page.get(page.size() - 1).key()));
  }

  private static int insert(Connection connection, StoredObject object, String onConflict)
      throws SQLException {
    String sql =
        "insert into storage_object (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?) " + onConflict;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, object.key().value());
      values(statement, 2, object);
      return statement.executeUpdate();
    }
  }

  private static int replace(Connection connection, StoredObject object, String expected)
      throws SQLException {
    String sql =
        "update storage_object set version = ?, byte_count = ?, modified_at = ?, sha256 = ?,"
            + " content_type = ? where object_key = ? and version = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      values(statement, 1, object);
      statement.setString(6, object.key().value());
      statement.setString(7, expected);
      return statement.executeUpdate();
    }
  }

  private static void values(PreparedStatement statement, int from, StoredObject object)
      throws SQLException {
    statement.setString(from, object.version());
    statement.setLong(from + 1, object.size());
    statement.setLong(from + 2, object.modifiedAt().toEpochMilli());
    statement.setString(from + 3, object.sha256().orElseThrow());
    statement.setString(from + 4, object.contentType().orElse(null));
  }

  private static StoredObject object(ResultSet row) throws SQLException {
    return StoredObject.builder(
            StorageKey.of(row.getString("object_key")),
            row.getLong("byte_count"),
            Instant.ofEpochMilli(row.getLong("modified_at")),
            row.getString("version"))
        .sha256(row.getString("sha256"))
        .contentType(row.getString("content_type"))
        .build();
  }
}
