package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads files that users uploaded, where a folder {@code shared/data} with them is at hand. */
class RealFilesTest {

  private static List<Row> rows(String name) {
    Path file =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(p -> p.resolve("shared").resolve("data").resolve(name))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(file != null, "no shared/data above this folder");
    return Tables.rows(file);
  }

  @Test
  void a_market_snapshot_has_its_96_blocks() {
    List<Row> rows = rows("sample_market_snapshot.xlsx");
    assertEquals(97, rows.size());
    assertEquals("TimePeriod", rows.get(0).cell(0).display());
    assertEquals(
        List.of("2025-10-08 00:00:00", "1", "3.1"), Tables.display(rows.get(1)).subList(0, 3));
  }

  @Test
  void an_optimisation_result_has_dates_and_numbers_without_noise() {
    List<Row> rows = rows("RMO_sample.xlsx");
    assertEquals(193, rows.size());
    for (Row row : rows.subList(1, rows.size())) {
      assertTrue(
          row.cells().stream().anyMatch(Cell.DateTime.class::isInstance), "row " + row.number());
      assertTrue(
          row.cells().stream().map(Cell::display).allMatch(text -> text.length() < 30),
          "row " + row.number());
    }
  }

  @Test
  void times_of_day_are_read_beside_a_blank_header() {
    List<Row> rows = rows("rmo_sample_mk.xlsx");
    assertEquals(1345, rows.size());
    assertTrue(rows.get(0).cell(0).isBlank());
    assertEquals("2025-09-29 15:00:00", rows.get(1).cell(7).display());
    assertEquals("15:00:00", rows.get(1).cell(9).display());
    assertEquals("4762.14", rows.get(1).cell(13).display());
    assertEquals(1345, rows.get(1344).number());
    for (Row row : rows.subList(1, rows.size())) {
      assertTrue(row.cell(9) instanceof Cell.TimeOfDay, "row " + row.number());
      assertTrue(row.cell(7) instanceof Cell.DateTime, "row " + row.number());
    }
  }

  @Test
  void other_files_have_the_rows_that_they_show() {
    assertEquals(145, rows("sample_dmo_generator_scheduling.xlsx").size());
    assertEquals(1, rows("header-only.csv").size());
    assertTrue(rows("generator-scheduling.csv").get(1).cell(3).isBlank());
    assertEquals(9, rows("generator-scheduling-dates.csv").get(1).cells().size());
  }
}
