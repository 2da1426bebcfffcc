package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.execution.Artefact;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.process.KillOptions;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.script.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScriptBuilderTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static EnergyOpsFixture fixture;

  @BeforeAll
  static void open() {
    fixture = EnergyOpsFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static ExecutionId start(ScriptBuilder builder) {
    Script script = fixture.ops().scripts().upload(builder.upload("sample.py"));
    return fixture
        .ops()
        .executions()
        .run(
            RunRequest.of(script.ref())
                .withInput(
                    "in put.csv",
                    InputSource.ofBytes("a,\u20b9\n1,2\n".getBytes(StandardCharsets.UTF_8))))
        .id();
  }

  private static List<LogEntry> log(ExecutionId id) {
    return fixture.ops().executionLogs().tail(id, 1000);
  }

  private static List<String> texts(ExecutionId id) {
    return log(id).stream().map(LogEntry::message).toList();
  }

  @Test
  void lines_inputs_and_outputs() {
    String odd = "it's \"odd\" \\ \u00e9 \ud83d\ude00 {} %s";
    ExecutionId id =
        start(
            ScriptBuilder.create()
                .print(odd)
                .printLines(3)
                .printLines(2, Duration.ofMillis(5))
                .printInput("in put.csv")
                .writeOutput("r.csv", odd + "\n")
                .writeOutput("deep/er.txt", "x")
                .sleep(Duration.ofMillis(1))
                .python("print('own', 1 + 1)"));

    Await.completed(fixture.ops(), id, LIMIT);

    assertEquals(
        List.of(odd, "line 1", "line 2", "line 3", "line 1", "line 2", "a,\u20b9", "1,2", "own 2"),
        texts(id));
    List<Artefact> outputs = fixture.ops().executions().artefacts(id);
    assertEquals(List.of("deep/er.txt", "r.csv"), outputs.stream().map(Artefact::name).toList());
    assertEquals(
        odd + "\n",
        new String(fixture.storage().read(outputs.get(1).key().value()), StandardCharsets.UTF_8));
  }

  @Test
  void a_script_ends_with_the_exit_code_that_was_asked_for() {
    ExecutionId id = start(ScriptBuilder.create().printError("oh").exit(7).print("never"));

    ExecutionResult result = Await.terminal(fixture.ops(), id, LIMIT);

    assertEquals(7, result.exitCode().orElseThrow());
    assertEquals(1, log(id).size());
    assertEquals(LogLevel.STDERR, log(id).get(0).level());
  }

  @Test
  void a_failing_script_shows_its_traceback() {
    ExecutionId id = start(ScriptBuilder.create().fail("no \"data\""));

    ExecutionResult result = Await.terminal(fixture.ops(), id, LIMIT);

    assertEquals(ExecutionStatus.FAILED, result.status());
    assertTrue(texts(id).contains("RuntimeError: no \"data\""), texts(id).toString());
  }

  @Test
  void a_stubborn_family_dies_by_force_only() throws Exception {
    ExecutionId id = start(ScriptBuilder.create().ignoreTerm().spawnFamily().sleepUntilKilled());
    Await.logLine(fixture.ops(), id, line -> line.message().equals("ready"), LIMIT);
    List<String> texts = texts(id);
    assertEquals(3, texts.size(), texts.toString());
    ProcessHandle child = process(texts.get(0), "child ");
    ProcessHandle grandchild = process(texts.get(1), "grandchild ");
    assertEquals(child.pid(), grandchild.parent().orElseThrow().pid());

    KillResult killed =
        fixture
            .ops()
            .processes()
            .killProcess(id, KillOptions.defaults().withGrace(Duration.ofMillis(300)))
            .get(60, TimeUnit.SECONDS);

    assertTrue(assertInstanceOf(KillResult.Killed.class, killed).forced());
    Await.terminal(fixture.ops(), id, LIMIT);
    Await.until("the child to be gone", () -> !child.isAlive(), LIMIT);
    Await.until("the grandchild to be gone", () -> !grandchild.isAlive(), LIMIT);
  }

  private static ProcessHandle process(String line, String start) {
    assertTrue(line.startsWith(start), line);
    return ProcessHandle.of(Long.parseLong(line.substring(start.length()))).orElseThrow();
  }

  @Test
  void an_obedient_script_dies_by_term() throws Exception {
    ExecutionId id = start(ScriptBuilder.create().sleepUntilKilled());
    Await.logLine(fixture.ops(), id, line -> line.message().equals("ready"), LIMIT);

    KillResult killed = fixture.ops().processes().killProcess(id).get(60, TimeUnit.SECONDS);

    assertFalse(assertInstanceOf(KillResult.Killed.class, killed).forced());
    Await.terminal(fixture.ops(), id, LIMIT);
  }
}
