package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextTest {

  @Nested
  class A_table {

    @Test
    void aligns_names_left_and_numbers_right() {
      TextTable table =
          new TextTable("name", "a", "b").row("x", "1", "22.5").row("long name", "333", "4");
      assertEquals(
          """
          name         a     b
          ---------  ---  ----
          x            1  22.5
          long name  333     4""",
          String.join("\n", table.lines()));
    }
  }

  @Nested
  class A_csv_text {

    @Test
    void keeps_commas_quotes_and_line_ends_inside_quotes() {
      CsvTable table = CsvTable.parse("a,b\r\n\"x,\"\"y\"\"\nz\",1.5\n,\n");
      assertEquals("x,\"y\"\nz", table.text(0, "a"));
      assertEquals(2, table.size());
      assertTrue(table.number(1, "b").isEmpty());
      assertEquals("1.5", table.sum("b").toPlainString());
    }

    @Test
    void of_nothing_has_no_rows() {
      assertEquals(0, CsvTable.parse("").size());
    }
  }

  @Nested
  class A_screen {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void writes_over_one_line_on_a_terminal_and_clears_it_before_the_next() {
      Screen screen = screen(new TerminalKind(true, false, false));
      screen.inPlace("10 rows");
      screen.inPlace("9");
      screen.line("done");
      assertEquals("\r10 rows\r9      \r \rdone\n", text());
    }

    @Test
    void shows_no_passing_state_elsewhere() {
      Screen screen = screen(TerminalKind.PLAIN);
      screen.inPlace("10 rows");
      screen.line("done");
      assertEquals("done\n", text());
    }

    @Test
    void lets_no_script_steer_the_terminal() {
      screen(TerminalKind.PLAIN).line("a\u001b]0;title\u0007b\u001b[2Jc");
      assertFalse(text().contains("\u001b"));
    }

    private Screen screen(TerminalKind kind) {
      return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), kind);
    }

    private String text() {
      return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  @Nested
  class The_terminal {

    @Test
    void speaks_unicode_only_where_the_locale_says_so() {
      assertTrue(TerminalKind.of(Map.of("LANG", "en_IN.UTF-8")).unicode());
      assertTrue(TerminalKind.of(Map.of("LC_ALL", "C.utf8", "LANG", "C")).unicode());
      assertFalse(TerminalKind.of(Map.of("LC_ALL", "C", "LANG", "en_IN.UTF-8")).unicode());
      assertFalse(TerminalKind.of(Map.of()).unicode());
    }
  }

  @Test
  void the_shipped_workbook_is_what_its_generator_writes() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    SampleWorkbook.write(written);
    // Another zlib may pack other bytes, so the parts are compared, not the packed file.
    assertEquals(
        ZipParts.of(written.toByteArray()),
        ZipParts.of(Files.readAllBytes(SampleWorkbook.SHIPPED)));
  }
}
