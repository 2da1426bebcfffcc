package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.database.DataDirectoryInUseException;
import io.energyops.execution.ExternalRun;
import io.energyops.it.PostgresServer;
import io.energyops.it.execution.Engine;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

/** Closing an engine whose database, which is the host's, has gone before it. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class LostDatabaseTest {

  @Parameter Engine.On database;

  @TempDir Path directory;

  @Test
  void a_data_source_that_was_closed_first_is_told_once_by_each_part_and_holds_nothing_up() {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(real());
    pool.setMaximumPoolSize(6);
    OwnThreads threads = new OwnThreads();
    try (StandardError log = new StandardError()) {
      EnergyOps ops = builder(pool).open();
      var script = ops.scripts().upload(ScriptUpload.of("external.py", "print(1)\n"));
      var run = ops.executions().registerExternal(ExternalRun.of(script.ref()));
      ops.logs().addLog(new LogEntry(run.id(), 1, LogLevel.INFO, "lost", Instant.EPOCH));
      pool.close();

      assertTimeoutPreemptively(Duration.ofMinutes(2), ops::close);

      // Who warned, and how often.
      var warned =
          log.warnings().stream()
              .map(line -> line.replaceAll(".*(WARN|ERROR) (io\\.energyops\\.\\S+).*", "$1 $2"))
              .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
      assertTrue(!warned.isEmpty(), "nobody said what was lost");
      assertTrue(
          warned.values().stream().allMatch(times -> times == 1), () -> String.valueOf(warned));
      assertEquals(List.of(), log.warnings().stream().filter(l -> l.contains("hang")).toList());
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(List.of(), threads.names()));
  }

  @Test
  void one_that_does_not_answer_is_left_to_itself_and_the_directory_stays_taken_until_it_does() {
    HeldSource source = new HeldSource(real());
    EnergyOps ops = builder(source).closeLimit(Duration.ofSeconds(6)).open();
    try (StandardError log = new StandardError()) {
      source.holds = true;

      assertTimeoutPreemptively(Duration.ofMinutes(2), ops::close);

      assertTrue(
          log.warnings().stream().anyMatch(line -> line.contains("takes too long")),
          () -> log.warnings().toString());
    }
    assertThrows(DataDirectoryInUseException.class, () -> builder(real()).open().close());
    source.holds = false;
    source.released.countDown();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsInstanceOf(DataDirectoryInUseException.class)
        .until(
            () -> {
              builder(real()).open().close();
              return true;
            });
  }

  private EnergyOpsBuilder builder(DataSource source) {
    return EnergyOps.builder()
        .dataDirectory(directory.resolve("data"))
        .dataSource(source)
        .schema("lost_" + Integer.toHexString(directory.hashCode()));
  }

  private DataSource real() {
    if (database == Engine.On.POSTGRESQL) {
      return PostgresServer.dataSource();
    }
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("host.db") + "?busy_timeout=10000");
    return source;
  }
}
