package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @TempDir Path dir;

  private List<Row> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Row> read(byte[] bytes) throws IOException {
    return Tables.rows(Files.write(dir.resolve("a.csv"), bytes));
  }

  private String refused(byte[] bytes) {
    return assertThrows(TableUnreadableException.class, () -> read(bytes)).getMessage();
  }

  private static String table(int rows, int broken, String line) {
    StringBuilder text = new StringBuilder("a,b,c\n");
    for (int i = 2; i <= rows; i++) {
      text.append(i == broken ? line : i + ",x,y").append('\n');
    }
    return text.toString();
  }

  @Nested
  class Quotes { // I-12

    @ParameterizedTest
    @ValueSource(strings = {"35,\"x,y", "\"35,x,y", "35,x,\"y"})
    void one_left_open_is_an_error_at_its_line(String line) {
      String message = refused(table(1000, 35, line).getBytes(StandardCharsets.UTF_8));
      assertTrue(message.contains("line 35 "), message);
    }

    @Test
    void one_left_open_is_an_error_at_its_line_however_long_the_file() {
      String message = refused(table(100_000, 35, "35,\"x,y").getBytes(StandardCharsets.UTF_8));
      assertTrue(message.contains("line 35 "), message);
    }

    @Test
    void two_that_pair_up_over_rows_are_an_error_at_the_first() {
      String text = table(1000, 35, "35,\"x,y").replace("60,x,y", "60,x\",y");
      String message = refused(text.getBytes(StandardCharsets.UTF_8));
      assertTrue(message.contains("line 35 "), message);
    }

    @Test
    void one_that_meets_a_quoted_field_is_an_error_at_its_line() {
      String text = table(1000, 35, "35,\"x,y").replace("\n36,x,y", "\n36,\"x\",y");
      String message = refused(text.getBytes(StandardCharsets.UTF_8));
      assertTrue(message.contains("line 35 "), message);
    }

    @Test
    void lines_are_counted_right_after_fields_of_many_lines() throws IOException {
      List<Row> rows = read("a,b,c\r\n1,\"x\r\ny\nz\",3\r\n\r\n,,\r\n2,\"q\"\"q\",5\" pipe\r\n");
      assertEquals(List.of(1, 2, 7), rows.stream().map(Row::number).toList());
      assertEquals(List.of("1", "x\r\ny\nz", "3"), Tables.display(rows.get(1)));
      assertEquals(List.of("2", "q\"q", "5\" pipe"), Tables.display(rows.get(2)));
    }

    @Test
    void an_error_after_fields_of_many_lines_has_its_line() {
      String message = refused("a,b\n1,\"x\ny\"\n\n2,\"z\n".getBytes(StandardCharsets.UTF_8));
      assertTrue(message.contains("line 5 "), message);
    }
  }

  @Nested
  class Delimiters {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void each_is_found(String delimiter) throws IOException {
      String text = "Date,Price\n\"1,5;2|3\t4\",7\n\"2,5\",8\n".replace("\",", "\"" + delimiter);
      text = text.replace("Date,", "Date" + delimiter);
      assertEquals(List.of("1,5;2|3\t4", "7"), Tables.display(read(text).get(1)));
    }

    @Test
    void decimal_commas_and_titles_do_not_mislead() throws IOException {
      List<Row> rows = read("Prices, day ahead\n\na;b;c\n1,5;2,5;3,5\n1,0;2,0;3,0\n");
      assertEquals(List.of("1,5", "2,5", "3,5"), Tables.display(rows.get(2)));
      assertEquals(4, rows.get(2).number());
    }

    @Test
    void a_declared_one_is_taken() throws IOException {
      List<Row> rows = read("sep=|\na|b,c\n");
      assertEquals(2, rows.get(0).number());
      assertEquals(List.of("a", "b,c"), Tables.display(rows.get(0)));
    }
  }

  @Nested
  class Encodings {

    private static byte[] marked(String mark, String text, Charset charset) {
      return (mark + text).getBytes(charset);
    }

    @Test
    void marks_and_zeros_are_heeded() throws IOException {
      String text = "Zeit,₹\nKöln,1\n";
      for (Charset charset :
          List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
        assertEquals(
            List.of("Zeit", "₹"), Tables.display(read(marked("\uFEFF", text, charset)).get(0)));
        assertEquals(List.of("Köln", "1"), Tables.display(read(marked("", text, charset)).get(1)));
      }
    }

    @Test
    void text_of_windows_is_read() throws IOException {
      byte[] bytes =
          "Straße,Größe\nKöln – Süd,5 €\nMünchen,7 €\n".getBytes(Charset.forName("windows-1252"));
      assertEquals(List.of("Köln – Süd", "5 €"), Tables.display(read(bytes).get(1)));
    }

    @Test
    void broken_utf8_is_an_error_at_its_line() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write("Ort,₹\nKöln,ü\nMünchen,".getBytes(StandardCharsets.UTF_8));
      out.write(0xFC);
      out.write(",x\nä,ö\n".getBytes(StandardCharsets.UTF_8));
      String message = refused(out.toByteArray());
      assertTrue(message.contains("line 3 "), message);
    }

    @Test
    void a_mark_binds() {
      byte[] bytes = marked("\uFEFF", "a,b\nx,y\n", StandardCharsets.UTF_8);
      bytes[bytes.length - 2] = (byte) 0xFC;
      assertTrue(refused(bytes).contains("UTF-8"));
    }
  }

  @Nested
  class Limits {

    @Test
    void rows_columns_and_cells_are_bounded() throws IOException {
      TableLimits limits = TableLimits.defaults().withMaxSize(3, 2);
      Path file = dir.resolve("a.csv");
      for (String text :
          List.of("a,b\n1,2\n1,2\n1,2\n", "a,b,c\n", "a,b,c,d,e\n", "a\n" + "x".repeat(32_768))) {
        Files.writeString(file, text);
        assertThrows(
            io.energyops.error.InvalidArgumentException.class, () -> Tables.rows(file, limits));
      }
      Files.writeString(file, "a,b\n1,2\n1,2\n");
      assertEquals(3, Tables.rows(file, limits).size());
    }
  }

  @Property(tries = 200)
  void what_is_written_by_the_rules_comes_back(
      @ForAll @Size(min = 1, max = 20) List<@Size(min = 2, max = 2) List<String>> records)
      throws IOException {
    List<List<String>> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder("\uFEFFhead,er\n");
    for (List<String> values : records) {
      // Outer letters keep records from being blank; controls are another kind of file.
      List<String> fields =
          values.stream()
              .map(v -> "a" + v.replaceAll("[\\p{Cntrl}\\p{Cs}&&[^\n\t]]", "") + "z")
              .toList();
      expected.add(fields);
      text.append(
              String.join(
                  ",", fields.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').toList()))
          .append("\r\n");
    }
    Path file = Files.createTempFile("table", ".csv");
    try {
      Files.writeString(file, text);
      List<Row> rows = Tables.rows(file);
      assertEquals(List.of("head", "er"), Tables.display(rows.get(0)));
      assertEquals(expected, rows.subList(1, rows.size()).stream().map(Tables::display).toList());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_csv_has_one_sheet_with_the_name_of_the_file() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "a,b\n");
    try (TableFile table = TableFile.open(file, "prices.csv", TableLimits.defaults())) {
      assertEquals(FileKind.CSV, table.kind());
      assertEquals(
          List.of(new SheetInfo(0, "prices.csv", SheetVisibility.VISIBLE)), table.sheets());
      assertEquals(
          Arrays.asList("a", "b"), Tables.display(table.rows(table.sheets().get(0)).next()));
    }
  }
}
