package io.energyops.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class BenchmarksTest {

  @TempDir static Path folder;
  private static PostgresForRun postgres;
  private static S3ForRun s3;

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresForRun.start(folder);
    s3 = S3ForRun.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
    postgres.close();
  }

  static List<String> names() {
    return Suite.all().stream().map(Benchmark::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void both_sides_do_the_same_work_and_give_every_number(String name) throws Exception {
    Benchmark benchmark = Suite.find(name);
    Setting setting = new Setting(folder, folder, Size.TINY, postgres.url(), s3.url());
    Measured ours = measured(benchmark, false, setting);
    assertFalse(ours.check().isBlank());
    for (Metric metric : benchmark.metrics()) {
      Double number = ours.numbers().get(metric.key());
      assertNotNull(number, metric.key());
      assertTrue(number >= 0, metric.key() + " is " + number);
    }
    if (benchmark.peer() != null) {
      Measured peer = measured(benchmark, true, setting);
      assertEquals(ours.check(), peer.check());
      assertTrue(peer.numbers().get(Metric.RATE) > 0);
    }
  }

  private static Measured measured(Benchmark benchmark, boolean peer, Setting setting)
      throws Exception {
    try (Side side = benchmark.open(peer, setting)) {
      side.prepare();
      return side.measure();
    }
  }

  @Nested
  class A_result {

    private final Metric atLeast = Metric.rate("rows/s", 0.9);

    private Result result(Metric metric, double ours, Series peer) {
      return new Result("log", "log-sqlite", metric, new Series(List.of(ours)), peer);
    }

    @Test
    void meets_its_goal_or_not_by_the_ratio_of_the_medians() {
      Series peer = new Series(List.of(90.0, 100.0, 500.0));
      assertEquals(true, result(atLeast, 90, peer).met());
      assertEquals(false, result(atLeast, 89, peer).met());
      assertEquals(true, result(Metric.bound("p95", "ms", 100), 100, null).met());
      assertEquals(false, result(Metric.bound("p95", "ms", 100), 101, null).met());
      assertNull(result(Metric.plain("p50", "ms"), 1, null).met());
    }

    @Test
    void is_shown_to_people_and_to_programs() throws IOException {
      Result missed = result(atLeast, 45, new Series(List.of(90.0)));
      assertTrue(
          Reports.table(List.of(missed))
              .contains("| log | log-sqlite | 45.00 | 90.00 | rows/s | 0.50 |"));
      assertTrue(Reports.table(List.of(missed)).contains("**no**"));
      Path json = folder.resolve("result/benchmarks.json");
      Reports.writeJson(json, List.of(missed));
      String text = Files.readString(json);
      for (String part :
          List.of(
              "\"area\":\"log\"",
              "\"name\":\"log-sqlite\"",
              "\"ours\":45",
              "\"peer\":90",
              "\"unit\":\"rows/s\"",
              "\"ratio\":0.5",
              "\"goal\":0.9",
              "\"met\":false")) {
        assertTrue(text.replace(" ", "").contains(part), text);
      }
    }

    @Test
    void fills_every_gap_of_the_page() throws IOException {
      Path page = folder.resolve("page.md");
      Map<String, String> facts =
          Map.of(
              "machine", "M", "date", "D", "load", "L", "minutes", "N", "warmups", "W", "rounds",
              "R");
      Reports.writePage(page, List.of(result(Metric.plain("p50", "ms"), 1, null)), facts);
      String text = Files.readString(page);
      assertTrue(text.contains("| log | log-sqlite | 1.00 |"), text);
      assertFalse(text.matches("(?s).*@[a-z]+@.*"), text);
    }
  }

  @Test
  void an_unknown_name_is_refused_with_the_way_to_the_names() {
    StringWriter errors = new StringWriter();
    int status =
        new CommandLine(new Benchmarks(folder, Clock.systemUTC()))
            .setErr(new PrintWriter(errors))
            .execute("--only", "nothing");
    assertEquals(2, status);
    assertTrue(errors.toString().contains("--list"), errors.toString());
  }
}
