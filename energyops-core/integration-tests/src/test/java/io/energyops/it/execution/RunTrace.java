package io.energyops.it.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What a run leaves on this machine while it lives, and what it must have left in its log. */
final class RunTrace {

  private static final int FRAME_HEADER = 13;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final ExecutionId id;

  RunTrace(Path dataDirectory, ExecutionId id) {
    this.folder = dataDirectory.resolve("runs").resolve(id.value());
    this.id = id;
  }

  Path control() {
    return folder.resolve("control");
  }

  /** Every living process that names the run in its environment or its command line. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::belongs).toList();
  }

  ProcessHandle awaitSupervisor() {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(this::supervisors, list -> !list.isEmpty())
        .get(0);
  }

  private List<ProcessHandle> supervisors() {
    String directory = control().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> p.isAlive() && p.info().commandLine().orElse("").endsWith(directory))
        .toList();
  }

  /** The text in the spool, whose supervisor must not write meanwhile. */
  String spooled() throws IOException {
    StringBuilder text = new StringBuilder();
    Path spool = control().resolve("spool");
    if (!Files.exists(spool)) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(spool)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= FRAME_HEADER) {
      int length = bytes.getInt(bytes.position() + FRAME_HEADER - Integer.BYTES);
      if (bytes.remaining() < FRAME_HEADER + length) {
        break;
      }
      byte[] payload = new byte[length];
      bytes.position(bytes.position() + FRAME_HEADER).get(payload);
      text.append(new String(payload, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  void nothingIsLeft() {
    Awaitility.await().atMost(LIMIT).until(() -> processes().isEmpty());
    Awaitility.await().atMost(LIMIT).until(() -> !Files.exists(folder));
  }

  /** The script's lines are there from the first to this one, each once and in order. */
  static void isDense(List<LogEntry> log, int lines) {
    assertEquals(
        IntStream.rangeClosed(1, log.size()).mapToObj(Long::valueOf).toList(),
        log.stream().map(LogEntry::lineNumber).toList());
    assertEquals(
        IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i).toList(),
        script(log),
        log.toString());
    assertTrue(log.size() <= lines + 2, log.toString());
  }

  static List<String> script(List<LogEntry> log) {
    return log.stream()
        .map(LogEntry::message)
        .filter(message -> message.matches("line \\d+"))
        .toList();
  }

  private boolean belongs(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    return process.isAlive()
        && Stream.of("environ", "cmdline").anyMatch(name -> names(proc.resolve(name)));
  }

  private boolean names(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(id.value());
    } catch (IOException e) {
      return false;
    }
  }
}
