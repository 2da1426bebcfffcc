package io.energyops.log;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.log.LineAssembler.Clean;
import io.energyops.run.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class LineAssemblerPropertyTest {

  private static final ExecutionId ID = ExecutionId.of("run-1");
  private static final Instant TIME = Instant.parse("2026-07-30T10:00:00Z");
  private static final LineSettings SHORT = LineSettings.defaults().withMaxLineBytes(16);

  /** What one stream wrote; each character stands for one byte. */
  record Write(boolean stderr, String bytes) {

    byte[] payload() {
      return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    LogLevel stream() {
      return stderr ? LogLevel.STDERR : LogLevel.STDOUT;
    }
  }

  @Provide
  Arbitrary<List<Write>> writes() {
    Arbitrary<Character> bytes =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of('\n', '\r')),
            Tuple.of(9, Arbitraries.of('a', '\0', '\u00E2', '\u0082', '\u00AC', '\u00F0')),
            Tuple.of(4, Arbitraries.of('\u001B', '[', '1', 'm', ']', '\u0007', '\\')));
    Arbitrary<String> payload =
        bytes.list().ofMaxSize(40).map(all -> all.stream().map(String::valueOf).collect(joining()));
    return Combinators.combine(Arbitraries.of(true, false), payload)
        .as(Write::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 500)
  void any_split_into_frames_gives_the_same_lines(
      @ForAll("writes") List<Write> writes,
      @ForAll("sizes") List<Integer> sizes,
      @ForAll LineSettings.Escapes escapes) {
    LineSettings settings = SHORT.withEscapes(escapes);
    assertEquals(
        lines(frames(writes, List.of(1000)), settings), lines(frames(writes, sizes), settings));
  }

  @Property(tries = 300)
  void text_between_whole_escape_sequences_stays_and_they_go(
      @ForAll("coloured") List<String> parts, @ForAll("sizes") List<Integer> sizes) {
    String bytes = String.join("", parts) + "\n";
    String text =
        parts.stream().filter(part -> !part.startsWith("\u001B")).collect(joining()) + "\n";
    LineSettings strip = LineSettings.defaults().withEscapes(LineSettings.Escapes.STRIP);
    assertEquals(
        messages(lines(frames(List.of(new Write(false, text)), List.of(1000)), strip)),
        messages(lines(frames(List.of(new Write(false, bytes)), sizes), strip)));
  }

  @Provide
  Arbitrary<List<String>> coloured() {
    return Arbitraries.of(
            "block 7",
            "[1m]",
            "\n",
            "\u00E2\u0082\u00AC",
            "\u001B[31m",
            "\u001B[1;38;5;12m",
            "\u001B[K",
            "\u001B]0;title\u0007",
            "\u001B]8;;https://example.org\u001B\\",
            "\u001B(B",
            "\u001BM",
            "\u001BP1$r0m\u001B\\")
        .list()
        .ofMaxSize(20);
  }

  private static List<String> messages(List<LogEntry> lines) {
    return lines.stream().map(LogEntry::message).toList();
  }

  @Property(tries = 500)
  void a_reader_that_begins_at_any_clean_place_gives_the_same_lines(
      @ForAll("writes") List<Write> writes,
      @ForAll("sizes") List<Integer> sizes,
      @ForAll LineSettings.Escapes escapes) {
    assertSameFromEveryCleanPlace(frames(writes, sizes), SHORT.withEscapes(escapes));
  }

  @Property(tries = 100)
  void a_reader_that_begins_in_a_storm_of_progress_gives_the_same_lines(
      @ForAll("storms") List<String> frames) {
    assertSameFromEveryCleanPlace(
        frames.stream().map(bytes -> new Write(false, bytes)).toList(), SHORT);
  }

  @Provide
  Arbitrary<List<String>> storms() {
    Arbitrary<String> storm = Arbitraries.integers().between(0, 120).map("\r12"::repeat);
    Arbitrary<String> ends = Arbitraries.of("", "\n", "\r", "\r\n", "\r\r\n", "3");
    return Combinators.combine(ends, storm, ends)
        .as((before, steps, after) -> before + steps + after)
        .list()
        .ofMaxSize(6);
  }

  private static void assertSameFromEveryCleanPlace(List<Write> frames, LineSettings settings) {
    List<LogEntry> all = lines(frames, settings);
    LineAssembler first = new LineAssembler(ID, Clean.START, settings);
    for (int at = 0; at < frames.size(); at++) {
      first.feed(frames.get(at).stream(), TIME, frames.get(at).payload(), at + 1);
      Clean clean = first.clean();
      LineAssembler again = new LineAssembler(ID, clean, settings);
      List<LogEntry> rest = lines(again, frames, (int) clean.frameOffset());
      assertEquals(all.subList((int) clean.lines(), all.size()), rest);
    }
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 6).list().ofMinSize(1).ofMaxSize(8);
  }

  private static List<Write> frames(List<Write> writes, List<Integer> sizes) {
    List<Write> frames = new ArrayList<>();
    int turn = 0;
    for (Write write : writes) {
      int at = 0;
      while (at < write.bytes().length()) {
        int end = Math.min(write.bytes().length(), at + sizes.get(turn++ % sizes.size()));
        frames.add(new Write(write.stderr(), write.bytes().substring(at, end)));
        at = end;
      }
    }
    return frames;
  }

  private static List<LogEntry> lines(List<Write> frames, LineSettings settings) {
    return lines(new LineAssembler(ID, Clean.START, settings), frames, 0);
  }

  private static List<LogEntry> lines(LineAssembler assembler, List<Write> frames, int from) {
    List<LogEntry> lines = new ArrayList<>();
    for (int at = from; at < frames.size(); at++) {
      Write frame = frames.get(at);
      lines.addAll(assembler.feed(frame.stream(), TIME, frame.payload(), at + 1));
    }
    lines.addAll(assembler.finish(TIME));
    return lines;
  }
}
