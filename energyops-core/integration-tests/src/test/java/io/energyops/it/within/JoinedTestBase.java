package io.energyops.it.within;

import io.energyops.EnergyOps;
import io.energyops.Joined;
import io.energyops.activity.ActivityEntry;
import io.energyops.event.DeliveredEvent;
import io.energyops.event.Event;
import io.energyops.event.Subscription;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.StagedImport;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One open engine and its host for each kind; a listener for each test. */
abstract class JoinedTestBase {

  static final Duration LIMIT = Duration.ofSeconds(60);
  static final String CSV =
      """
      TimePeriod,Timeblock,DAMprice,ScheduleMW
      2025-10-08T00:00:00Z,1,2500.5,-1
      2025-10-08T00:15:00Z,2,2600.5,-2
      """;

  @TempDir static Path temporary;
  static final AtomicInteger ASKED = new AtomicInteger();
  private static Host open;

  @Parameter HostKind kind;

  final List<DeliveredEvent> events = new CopyOnWriteArrayList<>();
  Host host;
  EnergyOps ops;

  /** A topic for each test: events of the one before may still be on their way. */
  final Topic topic = Topic.of("host:" + UUID.randomUUID());

  private Subscription orders;
  private Subscription dashboard;

  @BeforeParameterizedClassInvocation
  static void open(HostKind kind) throws Exception {
    Path directory = Files.createTempDirectory(temporary, "host").resolve("data");
    open =
        kind.open(
            directory,
            EnergyOps.builder()
                .dataDirectory(directory)
                .currentUser(() -> "trader" + ASKED.incrementAndGet() + "@example.org"));
  }

  @AfterParameterizedClassInvocation
  static void closeHost() {
    open.close();
  }

  @BeforeEach
  void listen() {
    host = open;
    ops = open.ops();
    orders = ops.events().subscribe(topic, SubscriptionOptions.live(), events::add);
    dashboard = ops.events().subscribe(Topic.DASHBOARD, SubscriptionOptions.live(), events::add);
  }

  @AfterEach
  void stopListening() {
    orders.close();
    dashboard.close();
  }

  Script script() {
    return ops.scripts().upload(ScriptUpload.of("day_ahead.py", "print(1)"));
  }

  StagedImport staged() {
    return staged(CSV);
  }

  StagedImport staged(String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    return ops.imports()
        .stage(
            UploadSource.of(
                "day.csv", "text/csv", () -> new ByteArrayInputStream(bytes), bytes.length),
            ImportRequest.of(Dataset.MARKET_SNAPSHOT));
  }

  /** Publishes an event and records an activity of this name. */
  void tell(Joined joined, String name) {
    joined.publish(topic, Event.of("host:order", Map.of("name", name)));
    joined.record(ActivityEntry.of("host", name, "Order", "somebody@example.org"));
  }

  /** The names that were told, in the order in which they came. */
  List<String> told() {
    return events.stream()
        .filter(delivered -> delivered.event().type().equals("host:order"))
        .map(delivered -> String.valueOf(delivered.event().data().get("name")))
        .toList();
  }

  boolean announced(StagedImport staged) {
    return events.stream()
        .map(DeliveredEvent::event)
        .anyMatch(
            event ->
                event.type().equals("market-snapshot:updated")
                    && staged.importId().value().equals(event.data().get("importId")));
  }

  long activities(String action) {
    return host.ours("activity", "action = '" + action + "'");
  }

  long visibleRows(StagedImport staged) {
    return host.ours(
        "market_snapshot_data r join " + host.ours() + "import i on i.id = r.import_id",
        "i.status = 'visible' and i.id = '" + staged.importId() + "'");
  }

  long rows(StagedImport staged) {
    return host.ours("market_snapshot_data", "import_id = '" + staged.importId() + "'")
        + host.ours("import", "id = '" + staged.importId() + "'");
  }

  boolean stored(Script script) {
    return ops.storage().exists(script.key().value());
  }
}
