package io.energyops.it.lifecycle;

import io.energyops.EnergyOps;
import io.energyops.event.Event;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionResult;
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
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a host does with an engine: import, run, follow, publish, delete. */
final class HostWork {

  static final Duration LIMIT = Duration.ofMinutes(2);

  private HostWork() {}

  /** Does all of it once and leaves nothing. */
  @SuppressWarnings("try")
  static void round(EnergyOps ops) throws Exception {
    ImportReport report = importRows(ops, 20);
    require(report.recordCount() == 20, "rows of the import");
    Script script =
        ops.scripts().upload(ScriptUpload.of("model.py", "for i in range(5): print('line', i)\n"));
    CountDownLatch published = new CountDownLatch(1);
    Topic topic = Topic.of("round:" + script.id().value());
    try (var subscription =
        ops.events().subscribe(topic, SubscriptionOptions.live(), event -> published.countDown())) {
      Execution run = ops.executions().run(RunRequest.of(script.ref()));
      ConcurrentLinkedQueue<LogEntry> lines = new ConcurrentLinkedQueue<>();
      try (var log = ops.executionLogs().follow(run.id(), 1, lines::add)) {
        log.completion().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      ExecutionResult result = ops.executions().await(run.id(), LIMIT);
      require(result.status() == ExecutionStatus.COMPLETED, "status of the run");
      require(lines.size() == 5, "lines of the log");
      require(ops.executionLogs().tail(run.id(), 10).size() == 5, "stored lines");
      ops.events().publish(topic, Event.of("round", Map.of()));
      require(published.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "event");
    }
    ops.scripts().delete(script.id(), RunningPolicy.REFUSE);
    ops.imports().delete(report.importId());
  }

  static ImportReport importRows(EnergyOps ops, int rows) {
    return ops.imports().importFile(snapshot(rows), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }

  static UploadSource snapshot(int rows) {
    StringBuilder csv = new StringBuilder("TimePeriod,Timeblock,DAMprice,ScheduleMW\n");
    java.time.Instant start = java.time.Instant.parse("2025-10-08T00:00:00Z");
    for (int row = 0; row < rows; row++) {
      csv.append(start.plusSeconds(60L * row)).append(',').append(row % 96 + 1);
      csv.append(',').append(row).append(".5,-1\n");
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    return UploadSource.of(
        "day.csv", "text/csv", () -> new ByteArrayInputStream(bytes), bytes.length);
  }

  static Execution start(EnergyOps ops, String text) {
    return ops.executions()
        .run(RunRequest.of(ops.scripts().upload(ScriptUpload.of("model.py", text)).ref()));
  }

  /** Starts a script and waits until it has printed its first line. */
  @SuppressWarnings("try")
  static Execution startAndSee(EnergyOps ops, String text) throws Exception {
    Execution run = start(ops, text);
    CountDownLatch seen = new CountDownLatch(1);
    try (var log = ops.executionLogs().follow(run.id(), 1, line -> seen.countDown())) {
      require(seen.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "first line");
    }
    return run;
  }

  private static void require(boolean met, String what) {
    if (!met) {
      throw new IllegalStateException("not as expected: " + what);
    }
  }
}
