package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.ConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxFileTest {

  private static final String ROW = "<row><c t=\"str\"><v>%s</v></c></row>";

  @TempDir Path dir;

  private Path write(Workbooks workbook) {
    return workbook.write(dir.resolve("book.xlsx"));
  }

  @Nested
  class Sheets {

    @Test
    void a_dimension_that_lies_hides_no_row() { // I-01
      Workbooks workbook = new Workbooks();
      for (int i = 0; i < 4; i++) {
        workbook.sheet("S" + i, "visible", ROW.formatted("x").repeat(50));
      }
      Path file = write(workbook);
      for (int i = 0; i < 4; i++) {
        assertEquals(
            50, Tables.rows(file, TableLimits.defaults(), SheetSelection.byIndex(i)).size());
      }
    }

    private Path hidden() {
      return write(
          new Workbooks()
              .sheet("_osi_config", "veryHidden", ROW.formatted("config"))
              .sheet("Input", "hidden", ROW.formatted("input"))
              .sheet("Prices", "visible", ROW.formatted("prices")));
    }

    @Test
    void the_default_is_the_first_that_a_user_sees() { // I-04
      try (TableFile table = TableFile.open(hidden(), "b.xlsx", TableLimits.defaults())) {
        assertEquals(
            List.of(SheetVisibility.VERY_HIDDEN, SheetVisibility.HIDDEN, SheetVisibility.VISIBLE),
            table.sheets().stream().map(SheetInfo::visibility).toList());
        assertEquals("Prices", table.select(SheetSelection.firstVisible()).name());
      }
    }

    @Test
    void a_hidden_sheet_can_be_asked_for() { // I-04
      try (TableFile table = TableFile.open(hidden(), "b.xlsx", TableLimits.defaults())) {
        SheetInfo input = table.select(SheetSelection.byName(" input"));
        assertEquals(SheetVisibility.HIDDEN, input.visibility());
        assertEquals("input", Tables.display(table.rows(input).next()).get(0));
        assertEquals(input, table.select(SheetSelection.byIndex(1)));
      }
    }

    @Test
    void a_sheet_that_is_not_there_is_told_with_those_that_are() {
      try (TableFile table = TableFile.open(hidden(), "b.xlsx", TableLimits.defaults())) {
        SheetNotFoundException e =
            assertThrows(
                SheetNotFoundException.class, () -> table.select(SheetSelection.byName("Bids")));
        assertEquals(
            "b.xlsx has no sheet named 'Bids'. Its sheets are: '_osi_config' (hidden), 'Input'"
                + " (hidden), 'Prices'",
            e.getMessage());
        assertEquals("Prices", table.select(SheetSelection.byName("Bids").lenient()).name());
        assertEquals("Prices", table.select(SheetSelection.byIndex(7).lenient()).name());
      }
    }

    @Test
    @SuppressWarnings("try") // closing early is what is tested
    void opening_a_second_cursor_closes_the_first() {
      try (TableFile table = TableFile.open(hidden(), "b.xlsx", TableLimits.defaults())) {
        RowCursor first = table.rows(table.sheets().get(0));
        RowCursor second = table.rows(table.sheets().get(2));
        assertThrows(ConflictException.class, first::next);
        assertEquals(1, second.next().number());
        assertNull(second.next());
        assertNull(second.next());
        table.close();
        assertThrows(ConflictException.class, second::next);
        assertThrows(ConflictException.class, () -> table.rows(table.sheets().get(0)));
      }
    }
  }

  @Nested
  class Hostile {

    @Test
    void a_document_type_is_refused() throws IOException {
      Path secret = Files.writeString(dir.resolve("secret"), "top");
      Path file =
          write(
              new Workbooks()
                  .prolog("<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>")
                  .sheet("S", "visible", ROW.formatted("&x;")));
      TableUnreadableException e =
          assertThrows(TableUnreadableException.class, () -> Tables.rows(file));
      assertTrue(e.getMessage().contains("entities"), e.getMessage());
    }

    @Test
    void an_undeclared_entity_is_refused() {
      Path file = write(new Workbooks().sheet("S", "visible", ROW.formatted("&x;")));
      assertThrows(TableUnreadableException.class, () -> Tables.rows(file));
    }

    @Test
    void a_bomb_is_stopped_by_its_expansion() {
      Path file = write(new Workbooks().sheet("S", "visible", "<row></row>".repeat(1_500_000)));
      TableLimits limits = TableLimits.defaults().withMaxUnpacked(1L << 30, 1L << 26, 100);
      TableLimitException e =
          assertThrows(TableLimitException.class, () -> Tables.rows(file, limits));
      assertTrue(e.getMessage().contains("unpacking"), e.getMessage());
    }

    @Test
    void a_part_is_stopped_by_its_size() {
      Path file =
          write(
              new Workbooks()
                  .shared("<si><t>x</t></si>".repeat(1000))
                  .sheet("S", "visible", ROW.formatted("x").repeat(100)));
      assertThrows(
          TableLimitException.class,
          () -> Tables.rows(file, TableLimits.defaults().withMaxUnpacked(1000, 100_000, 500)));
      assertThrows(
          TableLimitException.class,
          () -> Tables.rows(file, TableLimits.defaults().withMaxUnpacked(100_000, 10_000, 500)));
    }

    @Test
    void one_endless_token_is_stopped() {
      Path file =
          write(
              new Workbooks()
                  .rawSheet("S", "visible", "<!--" + "x".repeat(3 << 20) + "--><sheetData/>"));
      assertThrows(TableLimitException.class, () -> Tables.rows(file));
    }

    @Test
    void rows_columns_and_texts_have_a_limit() {
      TableLimits limits = TableLimits.defaults();
      for (String row :
          List.of(
              "<row r=\"1048577\"><c><v>1</v></c></row>",
              "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
              ROW.formatted("x".repeat(32_768)))) {
        Path file = write(new Workbooks().sheet("S", "visible", row));
        assertThrows(TableLimitException.class, () -> Tables.rows(file, limits), row);
      }
      Path last =
          write(
              new Workbooks()
                  .sheet("S", "visible", "<row r=\"1048576\"><c r=\"XFD1\"><v>1</v></c></row>"));
      assertEquals(16_384, Tables.rows(last).get(0).cells().size());
      assertThrows(
          TableLimitException.class, () -> Tables.rows(last, limits.withMaxFileBytes(100)));
    }

    @Test
    void a_sheet_that_is_cut_off_is_damaged() {
      Path file =
          write(new Workbooks().rawSheet("S", "visible", "<sheetData><row><c><v>1</v></c>"));
      assertThrows(TableUnreadableException.class, () -> Tables.rows(file));
    }
  }
}
