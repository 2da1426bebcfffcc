package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that users of an earlier dashboard uploaded; they lie beside the project, not in it. */
class QuickstartUserWorkbooksTest {

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void find() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      data = up.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return;
      }
    }
    assumeTrue(false, "the users' files are not here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample_market_snapshot.xlsx | MWh served at",
        "RMO_sample.xlsx | No dispatch for this workbook: it is no market snapshot.",
        "rmo_sample_mk.xlsx | Imported 1344 rows",
        "sample_dmo_generator_scheduling.xlsx | sum of ScheduledMW",
        "generator-scheduling-dates.csv | sum of ActualMW"
      })
  void a_good_file_is_shown_and_nothing_of_it_is_left(String file, String shown) {
    CommandRun run = CommandRun.of(folder, "--workbook", data.resolve(file).toString());
    assertAll(
        () -> assertEquals(0, run.status(), run.text()),
        () -> assertTrue(run.text().contains(shown), run.text()),
        () -> assertTrue(run.text().contains("left: 0 processes, 0 files, 0 rows"), run.text()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generator-scheduling.csv | nothing of generator-scheduling.csv could be imported",
        "header-only.csv | nothing of header-only.csv could be imported",
        "dummy.xlsx | dummy.xlsx"
      })
  void a_bad_file_is_a_failure_that_says_why(String file, String reason) {
    CommandRun run = CommandRun.of(folder, "--workbook", data.resolve(file).toString());
    assertAll(
        () -> assertEquals(1, run.status(), run.text()),
        () -> assertTrue(run.lastLine().startsWith("FAILED: "), run.text()),
        () -> assertTrue(run.lastLine().contains(reason), run.text()));
  }
}
