package io.energyops.examples.benchmarks;

import io.energyops.execution.ExternalRun;
import io.energyops.run.ExecutionId;
import io.energyops.script.ScriptUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * Opens an engine over ten thousand executions that were running on this node and whose processes
 * are gone, until the last of them is settled. Half were started by the host and registered, half
 * by the engine, whose folders are gone too.
 */
final class RecoverySide implements Side {

  private static final int EXECUTIONS = 10_000;
  private static final String NAME = "recovery";
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);

  /** Above what a system gives, so that no process has it. */
  private static final int NO_PID = 0x7FFF_FFFE;

  private final LogDatabase database;
  private final Setting setting;
  private final int count;
  private final ExecutionId template;

  RecoverySide(LogDatabase database, Setting setting) {
    this.database = database;
    this.setting = setting;
    this.count = setting.size().of(EXECUTIONS);
    try (EngineForRun engine = EngineForRun.open(database, setting, NAME)) {
      var script = engine.ops().scripts().upload(ScriptUpload.of("external.py", "print(1)\n"));
      this.template = engine.ops().executions().registerExternal(ExternalRun.of(script.ref())).id();
    }
  }

  @Override
  public void prepare() throws Exception {
    String executions = database.table("test_script_execution");
    String programs = database.table("program_run");
    String numbers =
        "with recursive s (n) as (select 1 union all select n + 1 from s where n < " + count + ") ";
    execute("delete from " + executions + " where execution_id like 'stale-%'");
    execute(
        "insert into "
            + executions
            + " (id, execution_id, script_id, status, metadata, fence) "
            + numbers
            + "select 'stale-row-' || n, 'stale-' || n, script_id, 'running', metadata, 1 from s, "
            + executions
            + " where execution_id = '"
            + template
            + "'");
    execute(
        "insert into "
            + programs
            + " (id, execution_id, program_kind, program_id, engine, owner_node, fence, pid,"
            + " process_start_ticks, boot_id, pid_namespace, control_dir, state) "
            + numbers
            + "select 'stale-run-' || n, 'stale-' || n, program_kind, program_id,"
            + " case when n % 2 = 0 then 'local' else engine end, owner_node, 1, "
            + NO_PID
            + ", 1, '"
            + bootId()
            + "', "
            + pidNamespace()
            + ", 'stale-' || n, 'running' from s, "
            + programs
            + " where execution_id = '"
            + template
            + "'");
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    try (EngineForRun engine = EngineForRun.open(database, setting, NAME)) {
      double opened = (System.nanoTime() - began) / 1e9;
      engine.ops().processes().cleanupStaleProcesses();
      long left = unsettled();
      while (left > 0 && System.nanoTime() - began < LIMIT_NANOS) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        left = unsettled();
      }
      double settled = (System.nanoTime() - began) / 1e9;
      return new Measured(Map.of(), left + " of " + count + " unsettled")
          .with("until open", opened)
          .with("until settled", settled);
    }
  }

  private long unsettled() throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from "
                    + database.table("test_script_execution")
                    + " where status in ('queued', 'running', 'unreachable')"
                    + " and execution_id like 'stale-%'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private DataSource source() {
    if (database == LogDatabase.POSTGRESQL) {
      return database.unpooled(setting, NAME);
    }
    SQLiteDataSource source = new SQLiteDataSource();
    Path file = EngineForRun.data(database, setting, NAME).resolve("energyops.db");
    source.setUrl("jdbc:sqlite:" + file + "?foreign_keys=on&busy_timeout=60000");
    return source;
  }

  private static String bootId() throws IOException {
    Path file = Path.of("/proc/sys/kernel/random/boot_id");
    return Files.isReadable(file) ? Files.readString(file, StandardCharsets.UTF_8).strip() : "none";
  }

  private static String pidNamespace() throws IOException {
    Path link = Path.of("/proc/self/ns/pid");
    return Files.isSymbolicLink(link)
        ? Files.readSymbolicLink(link).toString().replaceAll("\\D", "")
        : "null";
  }

  @Override
  public void close() {
    // Each round closes its engine.
  }
}
