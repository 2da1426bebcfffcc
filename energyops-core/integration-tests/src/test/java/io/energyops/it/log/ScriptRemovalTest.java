package io.energyops.it.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.ExternalRun;
import io.energyops.it.PostgresServer;
import io.energyops.run.ExecutionId;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A script with a very long log is deleted while another one writes its own. */
@ParameterizedClass
@EnumSource
class ScriptRemovalTest {

  private static final int MOST_ROWS = 10_000;
  private static final long PROMISED_MILLIS = 200;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;
  @Parameter LogDatabase kind;

  @Test
  void of_a_hundred_thousand_lines_is_done_in_short_transactions(TestReporter report)
      throws Exception {
    assertShort(100_000, report);
  }

  @Test
  @Tag("nightly")
  void of_a_million_lines_is_done_in_short_transactions(TestReporter report) throws Exception {
    assertShort(1_000_000, report);
  }

  private void assertShort(int lines, TestReporter report) throws Exception {
    String schema = "removal_" + lines;
    TimedSource timed = new TimedSource(source());
    try (EnergyOps ops = open(timed.source(), schema)) {
      Script doomed = ops.scripts().upload(ScriptUpload.of("doomed.py", "print(1)\n"));
      ExecutionId old = ops.executions().registerExternal(ExternalRun.of(doomed.ref())).id();
      Script writing = ops.scripts().upload(ScriptUpload.of("writing.py", "print(1)\n"));
      ExecutionId live = ops.executions().registerExternal(ExternalRun.of(writing.ref())).id();
      fill(schema, old, lines);
      LineLoad load = new LineLoad(ops.logs(), List.of(live), 2000);
      try (load) {
        load.start();
        await().atMost(LIMIT).until(() -> ops.logs().stats().written() > 1000);
        timed.forget();
        ops.scripts().delete(doomed.id(), RunningPolicy.REFUSE);
        long before = ops.logs().stats().written();
        await().atMost(LIMIT).until(() -> ops.logs().stats().written() > before + 1000);
      }
      ops.logs().flush(live);
      assertTrue(timed.largest() <= MOST_ROWS, "rows of one transaction: " + timed.largest());
      assertTrue(timed.largest() >= 500, "nothing was deleted in slices");
      // The promise is for every one; a hundredth is left to the pauses of a busy machine.
      assertTrue(
          timed.millis(99) < PROMISED_MILLIS,
          () -> "99 % within " + timed.millis(99) + " ms, all within " + timed.millis(100));
      report.publishEntry(
          lines + " lines on " + kind, "transactions of at most " + timed.millis(100) + " ms");
      assertEquals(load.taken(live), ops.executionLogs().tail(live, 1).get(0).lineNumber());
    }
  }

  private EnergyOps open(DataSource source, String schema) {
    EnergyOpsBuilder builder =
        EnergyOps.builder().dataDirectory(directory.resolve("data")).dataSource(source);
    return (kind == LogDatabase.POSTGRESQL ? builder.schema(schema) : builder).open();
  }

  private DataSource source() {
    return kind == LogDatabase.POSTGRESQL
        ? PostgresServer.dataSource()
        : new SqliteOutage(directory.resolve("host.db")).source();
  }

  private void fill(String schema, ExecutionId id, int lines) throws SQLException {
    String numbers =
        kind == LogDatabase.POSTGRESQL
            ? "select n from generate_series(1, %d) as s (n)"
            : "with recursive s (n) as (select 1 union all select n + 1 from s where n < %d)"
                + " select n from s";
    String time =
        kind == LogDatabase.POSTGRESQL
            ? "timestamptz '2026-07-30T10:00:00Z'"
            : "'2026-07-30T10:00:00.000000Z'";
    String prefix = kind == LogDatabase.POSTGRESQL ? schema + "." : "";
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into "
              + prefix
              + "test_script_log (execution_id, line_number, log_level, message, timestamp) select '"
              + id
              + "', n, 'stdout', 'block ' || n || ': scheduled 412.5 MW, cleared 408.0 MW', "
              + time
              + " from ("
              + numbers.formatted(lines)
              + ") as lines");
      statement.executeUpdate(
          "update "
              + prefix
              + "test_script_execution set status = 'completed' where execution_id = '"
              + id
              + "'");
    }
  }
}
