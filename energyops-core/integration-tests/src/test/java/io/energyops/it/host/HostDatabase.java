package io.energyops.it.host;

import io.energyops.it.PostgresServer;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that a host may have. */
enum HostDatabase {
  SQLITE {
    @Override
    DataSource create(Path directory) {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setBusyTimeout(10_000);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + directory.resolve("host.db"));
      return source;
    }

    @Override
    String state() {
      return "select (select foreign_keys from pragma_foreign_keys) || ' ' || (select query_only from"
          + " pragma_query_only) || ' ' || (select timeout from pragma_busy_timeout) || ' ' ||"
          + " (select defer_foreign_keys from pragma_defer_foreign_keys) || ' ' || (select count(*)"
          + " from sqlite_temp_schema) || ' ' || (select count(*) from pragma_database_list)";
    }

    @Override
    String table(String schema, String name) {
      return name;
    }
  },
  POSTGRESQL {
    @Override
    DataSource create(Path directory) {
      return PostgresServer.newDatabase("host_" + UUID.randomUUID().toString().replace('-', '_'));
    }

    @Override
    String state() {
      return "select concat_ws(' | ', current_user, session_user, current_setting('role'),"
          + " current_setting('search_path'),"
          + " (select string_agg(name || '=' || setting, ',' order by name) from pg_settings where"
          + " source = 'session' and name not like 'transaction%'),"
          + " current_setting('transaction_isolation'), current_setting('transaction_read_only'), (select count(*) from pg_locks where pid = pg_backend_pid() and"
          + " locktype = 'advisory'), (select count(*) from pg_listening_channels()), (select"
          + " count(*) from pg_class where relnamespace = pg_my_temp_schema()), (select count(*)"
          + " from pg_cursors where is_holdable))";
    }

    @Override
    String table(String schema, String name) {
      return '"' + schema + "\"." + name;
    }
  };

  /** Makes an empty database. */
  abstract DataSource create(Path directory);

  /** One text of all that a session can keep. */
  abstract String state();

  abstract String table(String schema, String name);
}
