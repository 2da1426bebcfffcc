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

class LineAssemblerProperties {

  private static final ExecutionId ID = ExecutionId.of("run-1");
  private static final Instant TIME = Instant.parse("2026-07-30T10:00:00Z");
  private static final int LIMIT = 16;

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
            Tuple.of(9, Arbitraries.of('a', '\0', '\u00E2', '\u0082', '\u00AC', '\u00F0')));
    Arbitrary<String> payload =
        bytes.list().ofMaxSize(40).map(all -> all.stream().map(String::valueOf).collect(joining()));
    return Combinators.combine(Arbitraries.of(true, false), payload)
        .as(Write::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 500)
  void any_split_into_frames_gives_the_same_lines(
      @ForAll("writes") List<Write> writes, @ForAll("sizes") List<Integer> sizes) {
    assertEquals(lines(frames(writes, List.of(1000))), lines(frames(writes, sizes)));
  }

  @Property(tries = 500)
  void a_reader_that_begins_at_any_clean_place_gives_the_same_lines(
      @ForAll("writes") List<Write> writes, @ForAll("sizes") List<Integer> sizes) {
    List<Write> frames = frames(writes, sizes);
    List<LogEntry> all = lines(frames);
    LineAssembler first = new LineAssembler(ID, Clean.START, LIMIT);
    for (int at = 0; at < frames.size(); at++) {
      first.feed(frames.get(at).stream(), TIME, frames.get(at).payload(), at + 1);
      Clean clean = first.clean();
      LineAssembler again = new LineAssembler(ID, clean, LIMIT);
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

  private static List<LogEntry> lines(List<Write> frames) {
    return lines(new LineAssembler(ID, Clean.START, LIMIT), frames, 0);
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
