package io.energyops.examples.benchmarks.micro;

import io.energyops.log.LineAssembler;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.run.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Frames of forty lines of a hundred bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineAssemblerBenchmark {

  private static final int LINES = 40;

  private final Instant time = Instant.parse("2026-07-30T10:00:00.123456Z");
  private final byte[] frame =
      ("x".repeat(99) + "\n").repeat(LINES).getBytes(StandardCharsets.UTF_8);
  private final LineAssembler assembler =
      new LineAssembler(ExecutionId.of("execution-1"), LineAssembler.Clean.START);
  private long offset;

  /** Creates the state; JMH does. */
  public LineAssemblerBenchmark() {}

  /**
   * Takes one frame; the score is per line.
   *
   * @return its lines
   */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public List<LogEntry> assembleLine() {
    offset += frame.length;
    return assembler.feed(LogLevel.STDOUT, time, frame, offset);
  }
}
