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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {

  private static final ExecutionId ID = ExecutionId.of("run-1");
  private static final Instant TIME = Instant.parse("2026-07-30T10:00:00.123456Z");

  private final LineAssembler assembler =
      new LineAssembler(ID, Clean.START, LineSettings.defaults().withMaxLineBytes(16));
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
    void is_cut_into_numbered_pieces_and_the_last_has_no_mark() {
      assertEquals(
          List.of("0123456789abcdef \u2026[part 1]", "0123456789abcdef \u2026[part 2]", "ghi"),
          out("0123456789abcdef0123456789abcdefghi\n"));
    }

    @Test
    void begins_its_numbers_anew_after_each_line_end() {
      out("0123456789abcdefghi\n");
      assertEquals(
          List.of("0123456789ABCDEF" + LineAssembler.cutMark(1), "g"), out("0123456789ABCDEFg\r"));
      out("0123456789abcdefghi");
      assertEquals(List.of("ghi"), texts(assembler.finish(TIME)));
      assertEquals(
          List.of("0123456789ABCDEF" + LineAssembler.cutMark(1)), out("0123456789ABCDEFg"));
    }

    @Test
    void is_cut_the_same_way_from_a_clean_place_before_it() {
      out("a\n");
      Clean clean = assembler.clean();
      List<String> first = new ArrayList<>(out("0123456789abcdef01234567"));
      first.addAll(out("89abcdef!\n"));
      LineAssembler again =
          new LineAssembler(ID, clean, LineSettings.defaults().withMaxLineBytes(16));
      List<String> second =
          new ArrayList<>(
              texts(
                  again.feed(
                      LogLevel.STDOUT, TIME, "0123456789abcdef01234567".getBytes(UTF_8), 1)));
      second.addAll(texts(again.feed(LogLevel.STDOUT, TIME, "89abcdef!\n".getBytes(UTF_8), 2)));
      assertEquals(3, first.size());
      assertEquals(first, second);
    }

    @Test
    void is_never_cut_within_a_character() {
      assertEquals(
          List.of("0123456789abcd" + LineAssembler.cutMark(1), "€!"), out("0123456789abcd€!\n"));
    }

    @Test
    void of_a_hundred_megabytes_passes_through_little_memory() {
      LineAssembler whole = new LineAssembler(ID, Clean.START);
      byte[] chunk = "0123456789abcdef".repeat(4 * 1024).getBytes(UTF_8);
      long before = usedHeap();
      long pieces = 0;
      long characters = 0;
      for (long fed = 0; fed < HUNDRED_MEGABYTES; fed += chunk.length) {
        for (LogEntry line : whole.feed(LogLevel.STDOUT, TIME, chunk, fed)) {
          pieces++;
          String mark = LineAssembler.cutMark(pieces);
          assertTrue(line.message().endsWith(mark), mark);
          characters += line.message().length() - mark.length();
        }
      }
      long held = usedHeap() - before;
      List<LogEntry> last = whole.feed(LogLevel.STDOUT, TIME, "end\n".getBytes(UTF_8), 1);
      characters += last.stream().mapToLong(line -> line.message().length()).sum();
      assertEquals(HUNDRED_MEGABYTES / LineSettings.DEFAULT_MAX_LINE_BYTES, pieces + 1);
      assertEquals(HUNDRED_MEGABYTES + 3 + LineAssembler.cutMark(pieces + 1).length(), characters);
      assertTrue(held < 4L << 20, "bytes held: " + held);
    }

    private static final long HUNDRED_MEGABYTES = 100L << 20;

    private long usedHeap() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  @Nested
  class A_storm_of_progress {

    private final LineAssembler whole = new LineAssembler(ID, Clean.START);

    private List<String> frame(String text) {
      return texts(whole.feed(LogLevel.STDOUT, TIME, text.getBytes(UTF_8), ++offset));
    }

    private static String steps(int from, int to) {
      StringBuilder text = new StringBuilder();
      for (int step = from; step <= to; step++) {
        text.append('\r').append(step);
      }
      return text.toString();
    }

    private static List<String> numbers(int from, int to) {
      return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void keeps_the_first_steps_of_a_frame_and_what_it_shows_in_the_end() {
      List<String> expected = new ArrayList<>(numbers(1, 50));
      expected.add("1000");
      assertEquals(expected, frame(steps(1, 1000) + "\r"));
      assertEquals(List.of("done"), frame("done\n"));
    }

    @Test
    void keeps_every_step_that_has_its_own_frame() {
      List<String> seen = new ArrayList<>();
      for (int step = 1; step <= 200; step++) {
        seen.addAll(frame("\r" + step));
      }
      seen.addAll(frame("\n"));
      assertEquals(numbers(1, 200), seen);
    }

    @Test
    void keeps_every_line_that_ends_in_both_or_in_a_line_feed() {
      String windows = String.join("\r\n", numbers(1, 300)) + "\r\n";
      assertEquals(numbers(1, 300), frame(windows));
      List<String> expected = new ArrayList<>(numbers(1, 50));
      expected.addAll(List.of("60", "", "error"));
      assertEquals(expected, frame(steps(1, 60) + "\r\n\nerror\n"));
    }

    @Test
    void of_fifty_megabytes_becomes_few_lines() {
      byte[] chunk = "\r 37%".repeat(13_107).getBytes(UTF_8);
      long frames = 0;
      for (long fed = 0; fed < 50 << 20; fed += chunk.length) {
        frames++;
        for (LogEntry line : whole.feed(LogLevel.STDERR, TIME, chunk, fed)) {
          assertEquals(" 37%", line.message());
        }
      }
      whole.finish(TIME);
      assertTrue(whole.lines() <= frames * 52, "lines: " + whole.lines());
      assertTrue(whole.lines() > frames);
    }
  }

  @Nested
  class Escape_sequences {

    private final LineAssembler plain =
        new LineAssembler(
            ID, Clean.START, LineSettings.defaults().withEscapes(LineSettings.Escapes.STRIP));

    private List<String> plain(String text) {
      offset += 10;
      return texts(plain.feed(LogLevel.STDOUT, TIME, text.getBytes(UTF_8), offset));
    }

    @Test
    void are_taken_out_where_that_is_asked_for() {
      assertEquals(
          List.of("red and bold"),
          plain("\u001B[31mred\u001B[0m and \u001B[1;38;5;12mbold\u001B[m\n"));
      assertEquals(List.of("title"), plain("\u001B]0;window\u0007title\n"));
      assertEquals(
          List.of("link"), plain("\u001B]8;;https://example.org/\u001B\\link\u001B]8;;\u001B\\\n"));
      assertEquals(List.of("charset"), plain("\u001B(Bcharset\n"));
      assertEquals(List.of("keypad"), plain("\u001B=key\u001BPq#0\u001B\\pad\n"));
    }

    @Test
    void may_be_split_over_frames_at_any_byte() {
      String text = "a\u001B[1;31mb\u001B]0;t\u001B\\c\u001B(Bd";
      for (int at = 0; at < text.length(); at++) {
        assertEquals(List.of(), plain(text.substring(at, at + 1)));
      }
      assertEquals(List.of("abcd"), plain("\n"));
    }

    @Test
    void that_are_broken_end_with_their_line() {
      assertEquals(
          List.of("a", "b", "c", "d"), plain("a\u001B[31\nb\u001B]0;title\nc\u001B\rd\u001B(\n"));
    }

    @Test
    void that_are_broken_leave_what_cannot_belong_to_them() {
      assertEquals(List.of("a€b"), plain("a\u001B[3€\u001B[1\u001B[31mb\n"));
      assertEquals(List.of("a\tb"), plain("a\u001B\tb\n"));
      assertEquals(List.of("ab"), plain("a\u001B]0;title\u001B[1mb\n"));
    }

    @Test
    void that_never_end_do_not_eat_a_long_line() {
      String line = "x".repeat(20_000);
      assertTrue(plain("\u001B]0;" + line + "\n").get(0).length() > 11_000);
      assertTrue(plain("\u001B[" + "1".repeat(300) + "\n").get(0).length() > 100);
    }

    @Test
    void at_a_frame_end_are_no_clean_place() {
      plain("a\n");
      Clean clean = plain.clean();
      plain("\u001B[3");
      assertEquals(clean, plain.clean());
      plain("1m\u001B[0m");
      assertEquals(new Clean(offset, 1), plain.clean());
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
    assertThrows(
        InvalidArgumentException.class, () -> LineSettings.defaults().withMaxLineBytes(15));
  }
}
