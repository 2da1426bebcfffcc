package io.energyops.it.identity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.database.DataDirectory;
import io.energyops.error.InvalidArgumentException;
import io.energyops.identity.IdSource;
import io.energyops.identity.NodeLease;
import io.energyops.it.DatabaseKind;
import io.energyops.it.DatabaseTestBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NodeLeaseTest extends DatabaseTestBase {

  @TempDir Path temporary;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private DataDirectory slot;

  @BeforeEach
  void open() {
    slot = DataDirectory.open(temporary.resolve("data"));
  }

  @AfterEach
  void close() {
    scheduler.shutdownNow();
    slot.close();
  }

  private NodeLease register(Duration lease) {
    return NodeLease.register(database(), slot, IdSource.timeOrdered(), "n", lease);
  }

  private static String column(String column, NodeLease lease) {
    return text("select " + column + " from #node where id = '" + lease.node().id() + "'");
  }

  @Test
  void a_slot_keeps_its_id_and_counts_its_openings() {
    try (NodeLease first = register(Duration.ofMinutes(1))) {
      assertEquals(1, first.node().incarnation());
      assertEquals("active", column("state", first));
    }
    try (NodeLease second = register(Duration.ofMinutes(1))) {
      assertEquals(2, second.node().incarnation());
      assertEquals(Optional.of(second.node().id()), NodeLease.idOfSlot(slot, 0));
    }
    assertEquals(Optional.empty(), NodeLease.idOfSlot(slot, 1));
  }

  @Test
  void a_heartbeat_renews_the_lease_by_the_databases_clock() {
    try (NodeLease lease = register(Duration.ofSeconds(1))) {
      String registered = column("lease_expires_at", lease);
      lease.start(scheduler);
      await().until(() -> !column("lease_expires_at", lease).equals(registered));
      String query = "select count(*) from #node where id = '" + lease.node().id() + "'";
      assertEquals(1, number(query + " and lease_expires_at > last_heartbeat"));
      assertEquals(1, number(query + " and last_heartbeat > " + database().dialect().nowPlus(-60)));
    }
  }

  @Test
  void a_closed_node_is_no_longer_alive() {
    NodeLease lease = register(Duration.ofMinutes(1));
    lease.close();
    lease.close();
    assertEquals("closed", column("state", lease));
    assertEquals(
        1,
        number(
            "select count(*) from #node where id = '"
                + lease.node().id()
                + "' and lease_expires_at <= "
                + database().dialect().nowPlus(1)));
  }

  @Test
  void a_former_incarnation_neither_renews_nor_closes_the_newer() {
    NodeLease former = register(Duration.ofSeconds(1));
    NodeLease newer = register(Duration.ofMinutes(1));
    assertNotEquals(former.node().incarnation(), newer.node().incarnation());
    String expires = column("lease_expires_at", newer);
    former.start(scheduler);
    await()
        .during(Duration.ofMillis(900))
        .atMost(Duration.ofSeconds(10))
        .until(() -> column("lease_expires_at", newer).equals(expires));
    former.close();
    assertEquals("active", column("state", newer));
    newer.close();
  }

  @Test
  void a_former_incarnation_says_once_that_it_was_superseded() {
    ScheduledThreadPoolExecutor beats = new ScheduledThreadPoolExecutor(1);
    NodeLease former = register(Duration.ofSeconds(1));
    try (NodeLease newer = register(Duration.ofMinutes(1))) {
      assertNotEquals(former.node().incarnation(), newer.node().incarnation());
      String log =
          logOf(
              () -> {
                former.start(beats);
                await().until(() -> beats.getCompletedTaskCount() >= 3);
              });
      assertEquals(1, log.split("registered anew by another JVM", -1).length - 1, log);
    } finally {
      beats.shutdownNow();
      former.close();
    }
  }

  private static String logOf(Runnable action) {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }

  /** U-07. */
  @Test
  void a_heartbeat_that_fails_is_followed_by_the_next() {
    try (NodeLease lease = register(Duration.ofSeconds(1))) {
      execute("alter table #node rename to gone");
      lease.start(scheduler);
      try {
        await().pollDelay(Duration.ofMillis(700)).until(() -> true);
      } finally {
        execute("alter table #gone rename to node");
      }
      String before = column("last_heartbeat", lease);
      await().until(() -> !column("last_heartbeat", lease).equals(before));
    }
  }

  @Test
  void a_lease_below_a_second_is_refused() {
    assertThrows(InvalidArgumentException.class, () -> register(Duration.ofMillis(500)));
  }
}
