package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.event.DeliveredEvent;
import io.energyops.event.Event;
import io.energyops.event.Topic;
import io.energyops.execution.RunRequest;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AwaitTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static EnergyOpsFixture fixture;

  @BeforeAll
  static void open() {
    fixture = EnergyOpsFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static EnergyOps ops() {
    return fixture.ops();
  }

  private static ExecutionId start(ScriptBuilder script) {
    return ops()
        .executions()
        .run(RunRequest.of(ops().scripts().upload(script.upload("s.py")).ref()))
        .id();
  }

  @Test
  void a_run_that_goes_on_is_shown_with_its_state_and_its_last_lines() {
    ExecutionId id = start(ScriptBuilder.create().sleepUntilKilled());
    assertEquals(
        ExecutionStatus.RUNNING, Await.status(ops(), id, ExecutionStatus.RUNNING, LIMIT).status());
    Await.logLine(ops(), id, line -> line.message().equals("ready"), LIMIT);

    AssertionError late =
        assertThrows(AssertionError.class, () -> Await.terminal(ops(), id, SHORT));
    assertTrue(late.getMessage().contains("it is running"), late.getMessage());
    assertTrue(late.getMessage().contains("stdout ready"), late.getMessage());

    AssertionError missing =
        assertThrows(AssertionError.class, () -> Await.logLine(ops(), id, line -> false, SHORT));
    assertTrue(missing.getMessage().contains("stdout ready"), missing.getMessage());

    assertEquals(1, fixture.killRuns(LIMIT));
    assertEquals(ExecutionStatus.CANCELLED, Await.terminal(ops(), id, LIMIT).status());
  }

  @Test
  void a_run_that_failed_did_not_complete() {
    ExecutionId id = start(ScriptBuilder.create().print("before").exit(3));

    AssertionError e = assertThrows(AssertionError.class, () -> Await.completed(ops(), id, LIMIT));

    assertTrue(e.getMessage().contains("failed"), e.getMessage());
    assertTrue(e.getMessage().contains("exit code 3"), e.getMessage());
    assertTrue(e.getMessage().contains("stdout before"), e.getMessage());
  }

  @Test
  void a_log_that_ended_and_a_run_that_ended_are_not_waited_for() {
    ExecutionId id = start(ScriptBuilder.create().print("only"));
    Await.completed(ops(), id, LIMIT);
    Duration beyondTheTest = Duration.ofDays(1);

    assertEquals(
        1, Await.logLine(ops(), id, line -> line.message().equals("only"), LIMIT).lineNumber());
    assertThrows(
        AssertionError.class, () -> Await.logLine(ops(), id, line -> false, beyondTheTest));
    assertThrows(
        AssertionError.class,
        () -> Await.status(ops(), id, ExecutionStatus.RUNNING, beyondTheTest));
  }

  @Test
  void an_unknown_run_is_said_to_be_none() {
    ExecutionId none = ExecutionId.of("none");
    for (AssertionError e :
        new AssertionError[] {
          assertThrows(AssertionError.class, () -> Await.terminal(ops(), none, LIMIT)),
          assertThrows(
              AssertionError.class,
              () -> Await.status(ops(), none, ExecutionStatus.RUNNING, LIMIT)),
          assertThrows(AssertionError.class, () -> Await.logLine(ops(), none, line -> true, LIMIT))
        }) {
      assertTrue(e.getMessage().contains("there is no execution none"), e.getMessage());
    }
  }

  @Test
  void an_event_that_follows_from_an_action_is_not_missed() {
    Topic topic = Topic.of("kpi");
    Event event = Event.of("kpi:update", Map.of("n", 1));

    DeliveredEvent delivered =
        Await.event(
            ops(),
            topic,
            candidate -> candidate.event().type().equals("kpi:update"),
            LIMIT,
            () -> ops().events().publish(topic, event));

    assertEquals(event, delivered.event());
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                Await.event(
                    ops(),
                    topic,
                    candidate -> candidate.event().type().equals("other"),
                    SHORT,
                    () -> ops().events().publish(topic, event)));
    assertTrue(e.getMessage().startsWith("No event that was wanted came within"), e.getMessage());
  }

  @Test
  void anything_else_is_asked_again_until_it_holds() {
    AtomicInteger asked = new AtomicInteger();

    Await.until("three", () -> asked.incrementAndGet() == 3, LIMIT);

    assertEquals(3, asked.get());
    AssertionError e =
        assertThrows(
            AssertionError.class, () -> Await.until("the moon", () -> false, Duration.ZERO));
    assertEquals("Waited PT0S in vain for the moon", e.getMessage());
  }

  @Test
  void an_interrupt_ends_the_wait_and_stays_set() {
    Thread.currentThread().interrupt();
    assertThrows(AssertionError.class, () -> Await.until("x", () -> false, LIMIT));
    assertTrue(Thread.interrupted());
  }
}
