package io.energyops.it.within;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.EnergyOps;
import io.energyops.Joined;
import io.energyops.activity.ActivityEntry;
import io.energyops.activity.ActivityQuery;
import io.energyops.database.DatabaseException;
import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Transactions of the host that meet others end with a typed error, and none hangs. */
class HostLockTest {

  @TempDir Path folder;

  private EnergyOps open(DataSource source, String schema) {
    return EnergyOps.builder()
        .dataDirectory(folder.resolve("data"))
        .dataSource(source)
        .schema(schema)
        .open();
  }

  private DataSource impatientSqlite() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(100);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("host.db"));
    return source;
  }

  private static ErrorCode code(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(DatabaseException.class, call).code();
  }

  private static void record(EnergyOps ops) {
    ops.activities().record(ActivityEntry.of("host", "done", "Done", "u@x.org"));
  }

  private static long recorded(EnergyOps ops) {
    return ops.activities().list(ActivityQuery.latest().type("host")).items().size();
  }

  @Test
  void on_sqlite_the_others_wait_for_the_lock_and_then_give_up() throws Exception {
    DataSource source = impatientSqlite();
    try (EnergyOps ops = open(source, "unused");
        Connection holder = source.getConnection();
        Connection late = source.getConnection()) {
      holder.setAutoCommit(false);
      late.setAutoCommit(false);
      Joined joined = ops.within(holder);
      assertEquals(ErrorCode.DATABASE_UNAVAILABLE, code(() -> record(ops)));
      assertEquals(ErrorCode.TRANSACTION_LOST, code(() -> ops.within(late)));
      joined.record(ActivityEntry.of("host", "done", "Done", "u@x.org"));
      holder.commit();

      record(ops);
      late.rollback();
      ops.within(late).record(ActivityEntry.of("host", "done", "Done", "u@x.org"));
      late.commit();
      assertEquals(3, recorded(ops));
    }
  }

  @Test
  void on_sqlite_a_transaction_that_read_before_another_wrote_is_to_be_run_again()
      throws Exception {
    DataSource source = impatientSqlite();
    try (EnergyOps ops = open(source, "unused");
        Connection reader = source.getConnection()) {
      Host.execute(reader, "create table host_order (name text)");
      reader.setAutoCommit(false);
      try (var statement = reader.createStatement();
          var rows = statement.executeQuery("select count(*) from host_order")) {
        rows.next();
        record(ops);
      }
      assertEquals(ErrorCode.TRANSACTION_LOST, code(() -> ops.within(reader)));
      reader.rollback();
      ops.within(reader).record(ActivityEntry.of("host", "done", "Done", "u@x.org"));
      reader.commit();
      assertEquals(2, recorded(ops));
    }
  }

  @Test
  void on_postgres_a_snapshot_that_lost_a_race_is_to_be_run_again() throws Exception {
    String schema = "lock_" + UUID.randomUUID().toString().replace('-', '_');
    try (EnergyOps ops = open(PostgresServer.dataSource(), schema);
        Connection connection = PostgresServer.dataSource().getConnection()) {
      Script script = ops.scripts().upload(ScriptUpload.of("model.py", "print(1)"));
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      Joined joined = ops.within(connection);
      ops.scripts().archive(script.id());
      assertEquals(ErrorCode.TRANSACTION_LOST, code(() -> joined.deleteScript(script.id())));
      connection.rollback();
      ops.within(connection).deleteScript(script.id());
      connection.commit();
      assertEquals(0, ops.scripts().find(script.id()).stream().count());
    }
  }
}
