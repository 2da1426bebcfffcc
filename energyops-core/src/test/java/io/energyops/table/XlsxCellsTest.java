package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxCellsTest {

  @TempDir Path dir;

  private List<Row> read(Workbooks workbook) {
    return Tables.rows(workbook.write(dir.resolve("book.xlsx")));
  }

  private List<Cell> cells(String row, Workbooks workbook) {
    return read(workbook.sheet("S", "visible", "<row r=\"1\">" + row + "</row>")).get(0).cells();
  }

  @Nested
  class Positions {

    @Test
    void a_blank_cell_does_not_shift_the_columns() { // I-02
      List<Row> rows =
          read(
              new Workbooks()
                  .sheet(
                      "S",
                      "visible",
                      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>block</t></is></c></row>"
                          + "<row r=\"2\"/><row r=\"3\"><c r=\"A3\"/><c r=\"B3\"/></row>"
                          + "<row r=\"7\"><c r=\"B7\"><v>3100.5</v></c><c r=\"C7\"><v>200</v></c>"
                          + "</row>"));
      assertEquals(List.of(1, 7), rows.stream().map(Row::number).toList());
      assertEquals(List.of("", "3100.5", "200"), Tables.display(rows.get(1)));
      assertEquals(new Cell.Blank(), rows.get(1).cell(9));
    }

    @Test
    void rows_and_cells_without_a_reference_follow_the_one_before() {
      List<Row> rows =
          read(
              new Workbooks()
                  .sheet(
                      "S",
                      "visible",
                      "<row><c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c></row>"
                          + "<row r=\"5\"><c><v>6</v></c></row><row><c><v>7</v></c></row>"));
      assertEquals(List.of(1, 5, 6), rows.stream().map(Row::number).toList());
      assertEquals(List.of("1", "", "", "4", "5"), Tables.display(rows.get(0)));
    }

    @Test
    void a_row_or_cell_that_comes_twice_is_damage() {
      assertThrows(
          TableUnreadableException.class,
          () ->
              read(
                  new Workbooks()
                      .sheet(
                          "S",
                          "visible",
                          "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>")));
      assertThrows(
          TableUnreadableException.class,
          () -> cells("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>", new Workbooks()));
    }
  }

  @Nested
  class Formulas { // I-14

    @Test
    void the_stored_value_counts_and_its_lack_is_told() {
      List<Cell> cells =
          cells(
              "<c r=\"A1\"><f>B2*2</f><v>10</v></c><c r=\"B1\"><f>B2*2</f></c>"
                  + "<c r=\"C1\"><f>B2*2</f><v></v></c>"
                  + "<c r=\"D1\" t=\"e\"><f>B2*2</f><v>#REF!</v></c>"
                  + "<c r=\"E1\" t=\"e\"><v>#N/A</v></c>"
                  + "<c r=\"F1\" t=\"str\"><f>A1</f><v>text</v></c>"
                  + "<c r=\"G1\"><f t=\"shared\" si=\"0\"/><v>3</v></c>"
                  + "<c r=\"H1\" t=\"str\"><f>\"\"</f><v></v></c>"
                  + "<c r=\"I1\" t=\"str\"><f>A1</f></c>",
              new Workbooks());
      assertEquals(
          List.of(
              new Cell.Number(BigDecimal.TEN),
              new Cell.NotCalculated(),
              new Cell.NotCalculated(),
              new Cell.Error("#REF!"),
              new Cell.Error("#N/A"),
              new Cell.Text("text"),
              new Cell.Number(new BigDecimal(3)),
              new Cell.Blank(),
              new Cell.NotCalculated()),
          cells);
    }
  }

  @Nested
  class Texts {

    @Test
    void phonetic_runs_are_no_part_and_escapes_are_undone() {
      List<Cell> cells =
          cells(
              "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c>"
                  + "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>",
              new Workbooks()
                  .shared(
                      "<si><r><t>東京</t></r><r><t> 電力</t></r><rPh sb=\"0\" eb=\"2\"><t>トウ</t>"
                          + "</rPh></si><si><t>a_x000D_b_x005F_x0041_ _xZZZZ_ _x00</t></si>"));
      assertEquals(new Cell.Text("東京 電力"), cells.get(0));
      assertEquals(new Cell.Text("a\rb_x0041_ _xZZZZ_ _x00"), cells.get(1));
      assertInstanceOf(Cell.Malformed.class, cells.get(2));
      assertEquals(new Cell.Text("inline"), cells.get(3));
    }
  }

  @Nested
  class Numbers {

    @Test
    void float_noise_is_cut_to_what_is_shown() {
      assertEquals(
          List.of("4762.14", "0.1", "-18.4", "1000", "0", "123456789012346000"),
          cells(
                  "<c><v>4762.1400000000003</v></c><c><v>0.10000000000000001</v></c>"
                      + "<c><v>-18.399999999999999</v></c><c><v>1E3</v></c><c><v>-0</v></c>"
                      + "<c><v>123456789012345678</v></c>",
                  new Workbooks())
              .stream()
              .map(Cell::display)
              .toList());
    }

    @Test
    void what_is_no_number_spoils_its_cell_only() {
      List<Cell> cells =
          cells(
              "<c><v>NaN</v></c><c><v>1e9999</v></c><c><v>1e-400</v></c><c><v>0x1p3</v></c>"
                  + "<c><v>4000.5d</v></c><c t=\"b\"><v>2</v></c><c><v>1</v></c>"
                  + "<c t=\"b\"><v>1</v></c>",
              new Workbooks());
      cells.subList(0, 6).forEach(cell -> assertInstanceOf(Cell.Malformed.class, cell));
      assertEquals(new Cell.Number(BigDecimal.ONE), cells.get(6));
      assertEquals(new Cell.Bool(true), cells.get(7));
    }
  }

  @Nested
  class Times {

    @Test
    void a_time_column_has_midnight_and_the_end_of_the_day() { // I-07
      for (Workbooks book : List.of(new Workbooks(), new Workbooks().since1904())) {
        List<Cell> cells =
            cells(
                "<c s=\"1\"><v>0.98958333333333337</v></c><c s=\"1\"><v>0</v></c>"
                    + "<c s=\"1\"><v>1</v></c><c s=\"2\"><v>0</v></c>"
                    + "<c s=\"1\"><v>2.6145833333333299</v></c><c s=\"3\"><v>1.5</v></c>",
                book.formats("hh:mm", "yyyy\\-mm\\-dd hh:mm:ss", "[h]:mm"));
        assertEquals(
            List.of("23:45:00", "00:00:00", "24:00:00", "00:00:00", "14:45:00"),
            cells.subList(0, 5).stream().map(Cell::display).toList());
        assertEquals(new Cell.TimeOfDay(Duration.ofHours(24)), cells.get(2));
        assertInstanceOf(Cell.Malformed.class, cells.get(5));
      }
    }

    @Test
    void both_date_systems_give_the_same_dates() { // I-07
      LocalDateTime expected = LocalDateTime.of(2025, 9, 29, 15, 0);
      String[] formats = {"yyyy-mm-dd hh:mm", "hh:mm"};
      assertEquals(
          List.of(new Cell.DateTime(expected), new Cell.DateTime(expected)),
          cells(
              "<c s=\"1\"><v>45929.625</v></c><c s=\"2\"><v>45929.625</v></c>",
              new Workbooks().formats(formats)));
      assertEquals(
          List.of(new Cell.DateTime(expected)),
          cells("<c s=\"1\"><v>44467.625</v></c>", new Workbooks().since1904().formats(formats)));
    }

    @Test
    void serials_without_a_date_are_malformed() {
      List<Cell> cells =
          cells(
              "<c s=\"1\"><v>-1</v></c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>2958466</v></c>"
                  + "<c s=\"1\"><v>2958465</v></c><c s=\"1\"><v>1</v></c><c s=\"1\"><v>61</v></c>",
              new Workbooks().formats("dd/mm/yyyy"));
      cells.subList(0, 3).forEach(cell -> assertInstanceOf(Cell.Malformed.class, cell));
      assertEquals(
          List.of("9999-12-31 00:00:00", "1900-01-01 00:00:00", "1900-03-01 00:00:00"),
          cells.subList(3, 6).stream().map(Cell::display).toList());
    }

    @Test
    void iso_dates_are_read() {
      List<Cell> cells =
          cells(
              "<c t=\"d\"><v>2025-10-08T00:14:59.9996</v></c><c t=\"d\"><v>2025-10-08</v></c>"
                  + "<c t=\"d\"><v>10:15:00</v></c><c t=\"d\"><v>2025-02-30</v></c>",
              new Workbooks());
      assertEquals(
          List.of("2025-10-08 00:15:00", "2025-10-08 00:00:00", "10:15:00"),
          cells.subList(0, 3).stream().map(Cell::display).toList());
      assertInstanceOf(Cell.Malformed.class, cells.get(3));
    }
  }
}
