package io.energyops.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.log.LineAssembler.Clean;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {

  private static final ExecutionId ID = ExecutionId.of("run-1");
  private static final Instant TIME = Instant.parse("2026-07-30T10:00:00.123456Z");

  private final LineAssembler assembler = new LineAssembler(ID, Clean.START, 16);
  private long offset;

  private List<String> out(String text) {
    return feed(LogLevel.STDOUT, text.getBytes(UTF_8));
  }

  private List<String> feed(LogLevel stream, byte[] bytes) {
    offset += 10 + bytes.length;
    return texts(assembler.feed(stream, TIME, bytes, offset));
  }

  private static List<String> texts(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::message).toList();
  }

  @Nested
  class Line_ends {

    @Test
    void a_line_feed_a_return_and_both_together_end_one_line_each() {
      assertEquals(List.of("a", "b", "c"), out("a\nb\rc\r\n"));
    }

    @Test
    void a_return_and_its_line_feed_in_two_frames_are_one_end() {
      assertEquals(List.of("a"), out("a\r"));
      assertEquals(List.of("b"), out("\nb\n"));
    }

    @Test
    void empty_lines_stay() {
      assertEquals(List.of("a", "", "b", "", "c"), out("a\n\nb\r\n\r\nc\n"));
    }

    @Test
    void a_progress_bar_gives_one_line_per_step() {
      assertEquals(List.of(" 1%", " 2%"), out("\r 1%\r 2%\r 3%"));
    }

    @Test
    void a_doubled_return_of_a_windows_translation_adds_no_line() {
      assertEquals(List.of("a", "b"), out("a\r\r\nb\n"));
    }

    @Test
    void unterminated_rests_come_at_the_end() {
      assertEquals(List.of(), feed(LogLevel.STDERR, "err".getBytes(UTF_8)));
      assertEquals(List.of(), out("out"));
      List<LogEntry> rest = assembler.finish(TIME);
      assertEquals(List.of("out", "err"), texts(rest));
      assertEquals(List.of(1L, 2L), rest.stream().map(LogEntry::lineNumber).toList());
      assertEquals(List.of(), assembler.finish(TIME));
    }
  }

  @Nested
  class Numbers {

    @Test
    void are_dense_over_both_streams_in_the_order_of_completion() {
      out("begins early ");
      List<LogEntry> lines = new ArrayList<>();
      lines.addAll(assembler.feed(LogLevel.STDERR, TIME, "x\n".getBytes(UTF_8), 20));
      lines.addAll(assembler.feed(LogLevel.STDOUT, TIME, "e\n".getBytes(UTF_8), 30));
      assertEquals(
          List.of(
              new LogEntry(ID, 1, LogLevel.STDERR, "x", TIME),
              new LogEntry(ID, 2, LogLevel.STDOUT, "begins early e", TIME)),
          lines);
    }

    @Test
    void go_on_behind_a_clean_place() {
      LineAssembler later = new LineAssembler(ID, new Clean(500, 41));
      assertEquals(
          42, later.feed(LogLevel.STDOUT, TIME, "x\n".getBytes(UTF_8), 510).get(0).lineNumber());
      assertEquals(new Clean(510, 42), later.clean());
    }
  }

  @Nested
  class Text {

    @Test
    void bytes_that_are_no_utf_8_are_replaced() {
      assertEquals(
          List.of("a\uFFFDb"), feed(LogLevel.STDOUT, new byte[] {'a', (byte) 0xFF, 'b', '\n'}));
    }

    @Test
    void a_character_may_be_split_over_frames() {
      byte[] euro = "€\n".getBytes(UTF_8);
      assertEquals(List.of(), feed(LogLevel.STDOUT, Arrays.copyOfRange(euro, 0, 2)));
      assertEquals(List.of("€"), feed(LogLevel.STDOUT, Arrays.copyOfRange(euro, 2, 4)));
    }

    @Test
    void a_nul_is_shown_and_colours_stay() {
      assertEquals(List.of("a\u2400b \u001B[31mred"), out("a\0b \u001B[31mred\n"));
    }
  }

  @Nested
  class A_long_line {

    @Test
    void of_just_the_limit_is_whole() {
      assertEquals(List.of("0123456789abcdef"), out("0123456789abcdef\n"));
    }

    @Test
    void is_cut_marked_and_continued() {
      assertEquals(
          List.of("0123456789abcdef" + LineAssembler.CUT_MARK, "ghi"),
          out("0123456789abcdefghi\n"));
    }

    @Test
    void is_never_cut_within_a_character() {
      assertEquals(
          List.of("0123456789abcd" + LineAssembler.CUT_MARK, "€!"), out("0123456789abcd€!\n"));
    }

    @Test
    void of_fifty_megabytes_of_progress_passes_through_little_memory() {
      LineAssembler whole = new LineAssembler(ID, Clean.START);
      byte[] chunk = " 37%".repeat(16 * 1024).getBytes(UTF_8);
      int longest = 0;
      long bytes = 0;
      for (int fed = 0; fed < 50 << 20; fed += chunk.length) {
        for (LogEntry line : whole.feed(LogLevel.STDOUT, TIME, chunk, fed)) {
          longest = Math.max(longest, line.message().length());
          bytes += line.message().length() - LineAssembler.CUT_MARK.length();
        }
      }
      assertEquals(LineAssembler.DEFAULT_MAX_LINE_BYTES + LineAssembler.CUT_MARK.length(), longest);
      assertTrue(bytes >= (50L << 20) - 2 * LineAssembler.DEFAULT_MAX_LINE_BYTES);
    }
  }

  @Nested
  class A_clean_place {

    @Test
    void is_none_while_a_line_of_either_stream_is_open() {
      out("a\n");
      assertEquals(new Clean(offset, 1), assembler.clean());
      long before = offset;
      feed(LogLevel.STDERR, "open".getBytes(UTF_8));
      out("b\n");
      assertEquals(new Clean(before, 1), assembler.clean());
      feed(LogLevel.STDERR, "\n".getBytes(UTF_8));
      assertEquals(new Clean(offset, 3), assembler.clean());
    }

    @Test
    void after_a_return_is_known_when_the_next_byte_is() {
      out("a\r");
      assertEquals(Clean.START, assembler.clean());
      long before = offset;
      out("b");
      assertEquals(new Clean(before, 1), assembler.clean());
    }
  }

  @Test
  void a_level_that_is_no_stream_and_a_tiny_limit_are_refused() {
    assertThrows(
        InvalidArgumentException.class,
        () -> assembler.feed(LogLevel.INFO, TIME, new byte[] {'\n'}, 1));
    assertThrows(InvalidArgumentException.class, () -> new LineAssembler(ID, Clean.START, 15));
  }
}
