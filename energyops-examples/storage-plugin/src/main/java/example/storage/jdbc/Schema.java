package example.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables: an object's row names the version that is visible, chunks hold the bytes. */
final class Schema {

  // Keys must compare by their UTF-8 bytes; on PostgreSQL say: object_key text collate "C".
  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists storage_object (
            object_key varchar(1024) not null primary key,
            version varchar(36) not null,
            byte_count bigint not null,
            modified_at bigint not null,
            sha256 char(64) not null,
            content_type varchar(255))""",
          """
          create table if not exists storage_chunk (
            version varchar(36) not null,
            chunk_number integer not null,
            touched_at bigint not null,
            bytes blob not null,
            primary key (version, chunk_number))""");

  private Schema() {}

  static Void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    return null;
  }
}
