package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.error.NotFoundException;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** What a host does with the engine in a day: import, run, log, events, and what goes wrong. */
final class DayAhead {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final byte[] CSV =
      "TimePeriod,Timeblock,DAMprice,ScheduleMW\n2025-10-08T00:00:00Z,1,4.5,-1\n"
          .getBytes(StandardCharsets.UTF_8);

  private DayAhead() {}

  static void play(EnergyOps ops) throws Exception {
    Queue<String> events = new ConcurrentLinkedQueue<>();
    try (var subscription =
        ops.events()
            .subscribe(
                Topic.DASHBOARD,
                SubscriptionOptions.live(),
                event -> events.add(event.event().type()))) {
      importDay(ops);
      Script script = ops.scripts().upload(ScriptUpload.of("day_ahead.py", "print('planned')\n"));
      var run = ops.executions().run(RunRequest.of(script.ref()));
      assertEquals(ExecutionStatus.COMPLETED, ops.executions().await(run.id(), LIMIT).status());
      assertEquals(
          List.of("planned"),
          ops.executionLogs().read(run.id(), LogQuery.all()).entries().stream()
              .map(LogEntry::message)
              .toList());
      Awaitility.await().atMost(LIMIT).until(() -> events.contains("script:complete"));
      ops.scripts().delete(script.id(), RunningPolicy.REFUSE);
      assertThrows(
          NotFoundException.class,
          () -> ops.executions().await(ExecutionId.of("none"), Duration.ofSeconds(1)));
      assertTrue(!subscription.closed());
    }
  }

  static void importDay(EnergyOps ops) {
    ImportReport report =
        ops.imports()
            .importFile(
                UploadSource.of(
                    "day.csv", "text/csv", () -> new ByteArrayInputStream(CSV), CSV.length),
                ImportRequest.of(Dataset.MARKET_SNAPSHOT));
    assertEquals(1, report.recordCount(), report.errors().toString());
  }
}
