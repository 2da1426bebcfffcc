package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeRunTest {

  private static final String NOTHING_LEFT = "left: 0 processes, 0 files, 0 rows";
  private static final String SNAPSHOT_HEADER =
      "Time Period,Time Block,DAM Price,RTM Price,GDAM Price,Scheduled MW\n";

  @TempDir Path folder;

  @Nested
  class On_the_shipped_workbook {

    @Test
    void everything_is_shown_and_nothing_is_left() throws Exception {
      CommandRun run = CommandRun.of(folder);
      String text = run.text();
      assertAll(
          () -> assertEquals(0, run.status(), text),
          () -> assertTrue(run.firstLine().contains("sqlite"), text),
          () -> assertTrue(text.contains("_osi_config (hidden)"), text),
          () -> assertTrue(text.contains("99 rows read, 96 accepted, 3 refused"), text),
          () -> assertTrue(text.contains("Row 98: "), text),
          () -> assertTrue(text.contains("Row 99: "), text),
          () -> assertTrue(text.contains("Row 100: "), text),
          () -> assertTrue(text.contains("mean DAM price, Rs/MWh"), text),
          () -> assertEquals(24, count(text, "demand .* MW {2}price .* Rs/MWh {2}set by"), text),
          () -> assertTrue(text.contains("outputs/dispatch.csv"), text),
          () -> assertTrue(text.contains("Dispatch, MW"), text),
          () -> assertTrue(text.contains("killed, with KILL after a grace of 1.0 s"), text),
          () -> assertTrue(text.contains(NOTHING_LEFT), text),
          () -> assertTrue(run.lastLine().startsWith("OK"), text),
          () -> assertTrue(Files.size(folder.resolve("plot.html")) > 10_000));
      assertFalse(Files.exists(directoryOf(run)), "the temporary directory is removed");
    }

    @Test
    void the_statistics_of_memory_and_database_are_the_same() {
      Matcher means =
          Pattern.compile("mean ...?M price, Rs/MWh +(\\S+) +(\\S+)")
              .matcher(CommandRun.of(Map.of(), folder).text());
      assertTrue(means.find());
      assertEquals(means.group(1), means.group(2));
    }

    @Test
    void a_given_data_directory_is_kept_with_its_activity_log() {
      Path data = folder.resolve("kept");
      CommandRun run = CommandRun.of(folder, "--data", data.toString());
      assertEquals(0, run.status(), run.text());
      assertTrue(Files.isRegularFile(data.resolve("energyops.db")));
      CommandRun again = CommandRun.of(folder, "--data", data.toString());
      assertEquals(0, again.status(), again.text());
    }
  }

  @Nested
  class A_workbook_of_the_user {

    @Test
    void that_is_no_market_day_gets_statistics_and_a_reason() throws IOException {
      Path csv = folder.resolve("three.csv");
      Files.writeString(
          csv,
          SNAPSHOT_HEADER
              + "2025-10-08 00:00:00,1,3000,3100,3200,100\n"
              + "2025-10-08 00:15:00,2,3000,3100,3200,100\n"
              + "2025-10-08 00:30:00,3,3300,3100,3200,100\n");
      CommandRun run = CommandRun.of(folder, "--workbook", csv.toString());
      assertAll(
          () -> assertEquals(0, run.status(), run.text()),
          () -> assertTrue(run.text().contains("3,100.00"), run.text()),
          () ->
              assertTrue(
                  run.text()
                      .contains(
                          "No dispatch for this workbook: it has 3 rows, and a market day has 96"
                              + " blocks."),
                  run.text()),
          () -> assertTrue(run.text().contains(NOTHING_LEFT)));
    }

    @Test
    void that_does_not_exist_is_a_failure() {
      assertFailure(
          CommandRun.of(folder, "--workbook", folder.resolve("none.xlsx").toString()), "none.xlsx");
    }

    @Test
    void that_is_no_workbook_is_a_failure() throws IOException {
      Path file = folder.resolve("dummy.xlsx");
      Files.writeString(file, "not a workbook");
      assertFailure(CommandRun.of(folder, "--workbook", file.toString()), "dummy.xlsx");
    }

    @Test
    void with_unknown_headers_is_a_failure_that_lists_what_is_known() throws IOException {
      Path file = folder.resolve("other.csv");
      Files.writeString(file, "Name,Age\nAsha,7\n");
      CommandRun run = CommandRun.of(folder, "--workbook", file.toString());
      assertFailure(run, "market-snapshot");
      assertTrue(run.lastLine().contains("'Name', 'Age'"), run.lastLine());
    }

    @Test
    void without_a_good_row_is_a_failure() throws IOException {
      Path file = folder.resolve("bad.csv");
      Files.writeString(file, SNAPSHOT_HEADER + "tomorrow,1,3000,3100,3200,100\n");
      CommandRun run = CommandRun.of(folder, "--workbook", file.toString());
      assertFailure(run, "nothing of bad.csv could be imported");
      assertTrue(run.text().contains("Row 2: timePeriod"), run.text());
    }

    @Test
    void without_the_named_sheet_is_a_failure_that_lists_the_sheets() {
      assertFailure(CommandRun.of(folder, "--sheet", "Nowhere"), "Market Snapshot 08-10-2025");
    }
  }

  @Nested
  class A_script_of_the_user {

    @Test
    void runs_in_place_of_the_dispatch_on_the_same_input() throws IOException {
      CommandRun run =
          withScript(
              """
              import csv, sys
              rows = list(csv.DictReader(open("inputs/snapshot.csv")))
              print("rows", len(rows), sys.argv[1:])
              open("outputs/answer.txt", "w").write("42")
              """);
      assertAll(
          () -> assertEquals(0, run.status(), run.text()),
          () -> assertTrue(run.text().contains("stdout rows 96 []"), run.text()),
          () -> assertTrue(run.text().contains("outputs/answer.txt, 2 bytes"), run.text()),
          () -> assertTrue(run.text().contains("No chart"), run.text()),
          () -> assertTrue(run.text().contains(NOTHING_LEFT), run.text()));
    }

    @Test
    void that_fails_is_a_failure_with_its_exit_code_and_last_complaint() throws IOException {
      CommandRun run = withScript("import sys\nprint('no water', file=sys.stderr)\nsys.exit(3)\n");
      assertFailure(run, "failed with exit code 3: no water");
    }

    @Test
    void that_is_refused_shows_its_findings() throws IOException {
      CommandRun run = withScript("import os\nos.system('ls')\n");
      assertFailure(run, "own.py was refused");
      assertTrue(run.text().contains("line 2, column "), run.text());
    }

    private CommandRun withScript(String text) throws IOException {
      Path script = folder.resolve("own.py");
      Files.writeString(script, text);
      return CommandRun.of(folder, "--script", script.toString());
    }
  }

  @Nested
  class The_surroundings {

    @Test
    void without_python_are_a_failure_that_says_what_to_install() {
      CommandRun run = CommandRun.of(Map.of("PATH", folder.toString()), folder);
      assertFailure(run, "Install Python 3");
      assertTrue(run.text().contains("mean DAM price"), "the data part needs no Python");
    }

    @Test
    void with_a_plot_that_cannot_be_written_are_a_failure() {
      assertFailure(
          CommandRun.of(folder, "--plot", folder.resolve("none/plot.html").toString()), "--plot");
    }

    @Test
    void with_a_data_directory_that_is_a_file_are_a_failure() throws IOException {
      Path file = Files.createFile(folder.resolve("file"));
      CommandRun run = CommandRun.of(folder, "--data", file.toString());
      assertEquals(1, run.status());
      assertTrue(run.lastLine().startsWith("FAILED: "), run.text());
    }

    @Test
    void an_interrupt_in_the_middle_ends_in_order() {
      Thread worker = Thread.currentThread();
      CommandRun run = CommandRun.watched(folder, "06:00  demand", worker::interrupt);
      assertAll(
          () -> assertFailure(run, "interrupted"),
          () -> assertFalse(run.text().contains("Kill a runaway"), run.text()),
          () -> assertFalse(Files.exists(directoryOf(run))));
    }
  }

  @Nested
  class An_option {

    @Test
    void that_is_unknown_gives_the_usage_and_status_2() {
      assertEquals(2, CommandRun.of(folder, "--colour").status());
    }

    @Test
    void with_a_wrong_zone_gives_status_2() {
      assertEquals(2, CommandRun.of(folder, "--zone", "Asia/Atlantis").status());
    }
  }

  private static void assertFailure(CommandRun run, String reason) {
    assertAll(
        () -> assertEquals(1, run.status(), run.text()),
        () -> assertTrue(run.lastLine().startsWith("FAILED: "), run.text()),
        () -> assertTrue(run.lastLine().contains(reason), run.text()),
        () -> assertTrue(run.text().contains(NOTHING_LEFT), run.text()));
  }

  private static Path directoryOf(CommandRun run) {
    Matcher directory =
        Pattern.compile("Opened data directory (\\S+) \\(temporary\\)").matcher(run.firstLine());
    assertTrue(directory.find(), run.firstLine());
    return Path.of(directory.group(1));
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
