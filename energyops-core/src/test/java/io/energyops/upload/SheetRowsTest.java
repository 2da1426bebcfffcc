package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.table.Row;
import io.energyops.table.SheetSelection;
import io.energyops.table.TableFile;
import io.energyops.table.TableLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetRowsTest {

  @TempDir Path folder;

  @Test
  void the_header_may_lie_below_titles_and_above_units() throws IOException {
    assertEquals(
        List.of("6: 2025-10-08/1/3.5", "9: 2025-10-08/2/4"),
        rows(
            """
            Market snapshot of the day

            Timeblock list
            Price,Time Period,Block,Time Block
            (Rs/MWh),,,[1-96]
            3.5,2025-10-08,x,1
            ,,,
            \u00a0,,,
            4,2025-10-08,x,2
            """
                .replace("Price", "DAM Price")));
  }

  @Test
  void a_first_row_of_data_is_no_row_of_units() throws IOException {
    assertEquals(
        List.of("2: 2025-10-08/1/3.5"),
        rows("Time Period,Time Block,DAM Price\n2025-10-08,1,3.5\n"));
  }

  @Test
  void missing_columns_are_one_error_that_lists_what_was_found_and_expected() {
    HeaderMismatchException thrown =
        assertThrows(
            HeaderMismatchException.class, () -> rows("Time\u200b Period?,Blok\n2025-10-08,1\n"));
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains("required columns are missing: Timeblock"), message);
    assertTrue(message.contains("Expected for market-snapshot: TimePeriod, Timeblock"), message);
    assertTrue(message.contains("'Time<U+200B> Period?', 'Blok'"), message);
  }

  @Test
  void a_column_that_is_there_twice_is_an_error() {
    HeaderMismatchException thrown =
        assertThrows(
            HeaderMismatchException.class,
            () -> rows("TimePeriod,Timeblock,time_period\n2025-10-08,1,2025-10-08\n"));
    assertTrue(
        String.valueOf(thrown.getMessage())
            .contains("column TimePeriod is there twice, as 'TimePeriod' and 'time_period'"));
  }

  @Test
  void a_header_is_not_looked_for_below_the_twentieth_row() {
    assertThrows(
        HeaderMismatchException.class,
        () -> rows("note\n".repeat(25) + "TimePeriod,Timeblock\n2025-10-08,1\n"));
  }

  private List<String> rows(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), csv);
    List<String> found = new ArrayList<>();
    try (TableFile table = TableFile.open(file, "a.csv", TableLimits.defaults())) {
      SheetRows rows =
          new SheetRows(
              table.rows(table.select(SheetSelection.firstVisible())),
              Dataset.MARKET_SNAPSHOT,
              "a.csv");
      for (Row row = rows.next(); row != null; row = rows.next()) {
        var cells = rows.cells(row);
        found.add(
            row.number()
                + ": "
                + cells.apply(0).display()
                + "/"
                + cells.apply(1).display()
                + "/"
                + cells.apply(2).display());
      }
    }
    return found;
  }
}
