package io.energyops.it.log;

import static io.energyops.it.log.LogStore.line;
import static io.energyops.it.log.LogStore.upTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.error.NotFoundException;
import io.energyops.log.ExecutionLogs;
import io.energyops.log.LogBatcher;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.log.LogPage;
import io.energyops.log.LogQuery;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ExecutionLogsTest {

  @TempDir static Path directory;
  private static LogStore store;
  @Parameter LogDatabase kind;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ExecutionLogs logs;
  private ExecutionId id;

  @BeforeParameterizedClassInvocation
  static void openStore(LogDatabase kind) {
    store = kind.open(directory);
  }

  @AfterParameterizedClassInvocation
  static void closeStore() {
    store.close();
  }

  @BeforeEach
  void open() {
    logs = ExecutionLogs.builder(store.database()).scheduler(timer).executor(timer).build();
    id = store.execution("e");
  }

  @AfterEach
  void close() {
    logs.close();
    timer.shutdownNow();
  }

  private void store(List<LogEntry> entries) {
    try (LogBatcher batcher = LogBatcher.builder(store.database()).build()) {
      entries.forEach(batcher::addLog);
      batcher.flushAll();
    }
  }

  private void storeUpTo(long last) {
    store(upTo(last).stream().map(number -> line(id, number)).toList());
  }

  private static List<Long> numbers(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::lineNumber).toList();
  }

  private List<Long> found(LogQuery query) {
    return numbers(logs.read(id, query).entries());
  }

  @Test
  void pages_follow_each_other_until_the_end() {
    storeUpTo(1234);
    LogQuery query = LogQuery.all();
    List<LogEntry> all = new ArrayList<>();
    LogPage page = logs.read(id, query);
    all.addAll(page.entries());
    assertEquals(OptionalLong.of(501), page.nextLine());
    while (page.nextLine().isPresent()) {
      page = logs.read(id, query.from(page.nextLine().getAsLong()));
      all.addAll(page.entries());
    }
    assertEquals(upTo(1234), numbers(all));
    assertEquals(line(id, 777), all.get(776));
  }

  @Test
  void a_page_of_just_the_limit_is_the_last_one_only_when_nothing_follows() {
    storeUpTo(10);
    LogPage exact = logs.read(id, LogQuery.all().limit(10));
    assertEquals(upTo(10), numbers(exact.entries()));
    assertEquals(OptionalLong.empty(), exact.nextLine());
    LogPage shorter = logs.read(id, LogQuery.all().limit(9));
    assertEquals(upTo(9), numbers(shorter.entries()));
    assertEquals(OptionalLong.of(10), shorter.nextLine());
    LogPage filtered = logs.read(id, LogQuery.all().containing("block 10").limit(1));
    assertEquals(List.of(10L), numbers(filtered.entries()));
    assertEquals(OptionalLong.empty(), filtered.nextLine());
  }

  @Test
  void a_range_includes_both_ends() {
    storeUpTo(20);
    assertEquals(List.of(5L, 6L, 7L), found(LogQuery.all().from(5).to(7)));
    assertEquals(List.of(), found(LogQuery.all().from(21)));
  }

  @Test
  void levels_select() {
    store(
        List.of(
            new LogEntry(id, 1, LogLevel.STDOUT, "a", LogStore.TIME),
            new LogEntry(id, 2, LogLevel.STDERR, "b", LogStore.TIME),
            new LogEntry(id, 3, LogLevel.ERROR, "c", LogStore.TIME)));
    assertEquals(List.of(2L, 3L), found(LogQuery.all().levels(LogLevel.STDERR, LogLevel.ERROR)));
  }

  @Test
  void text_is_found_as_it_is_written_and_is_no_pattern() {
    store(
        List.of(
            line(id, 1, "100% of A_B"),
            line(id, 2, "100 percent of AxB"),
            line(id, 3, "100% OF a_b!"),
            line(id, 4, "nul \0 here")));
    assertEquals(List.of(1L), found(LogQuery.all().containing("100% of A_B")));
    assertEquals(List.of(1L, 3L), found(LogQuery.all().containingIgnoringCase("0% of a_b")));
    assertEquals(List.of(3L), found(LogQuery.all().containingIgnoringCase("B!")));
    assertEquals(List.of(4L), found(LogQuery.all().containing("nul \0")));
    assertEquals(List.of(1L, 2L, 3L, 4L), found(LogQuery.all().containing("")));
  }

  @Test
  void text_beyond_ascii_is_found() {
    store(
        List.of(
            line(id, 1, "preis 12 € – GRÖSSE"),
            line(id, 2, "größe"),
            line(id, 3, "battery \uD83D\uDD0B 80 %"),
            line(id, 4, "महाराष्ट्र cleared")));
    assertEquals(List.of(1L), found(LogQuery.all().containing("€ –")));
    assertEquals(List.of(3L), found(LogQuery.all().containing("\uD83D\uDD0B")));
    assertEquals(List.of(4L), found(LogQuery.all().containingIgnoringCase("महाराष्ट्र CLEARED")));
    assertEquals(List.of(2L), found(LogQuery.all().containing("größe")));
    assertEquals(List.of(1L), found(LogQuery.all().containingIgnoringCase("PREIS")));
  }

  @Test
  void text_level_and_range_select_together_over_pages() {
    List<LogEntry> lines = new ArrayList<>();
    for (long number = 1; number <= 300; number++) {
      LogLevel level = number % 3 == 0 ? LogLevel.STDERR : LogLevel.STDOUT;
      String text = number % 2 == 0 ? "even " + number : "odd " + number;
      lines.add(new LogEntry(id, number, level, text, LogStore.TIME));
    }
    store(lines);
    LogQuery query =
        LogQuery.all().containing("even").levels(LogLevel.STDERR).from(7).to(99).limit(4);
    List<Long> all = new ArrayList<>();
    OptionalLong next = OptionalLong.of(7);
    while (next.isPresent()) {
      LogPage page = logs.read(id, query.from(next.getAsLong()));
      assertTrue(page.entries().size() <= 4);
      all.addAll(numbers(page.entries()));
      next = page.nextLine();
    }
    assertEquals(LongStream.rangeClosed(2, 16).map(n -> n * 6).boxed().toList(), all);
  }

  @Test
  void the_tail_is_in_order() {
    storeUpTo(30);
    assertEquals(List.of(28L, 29L, 30L), numbers(logs.tail(id, 3)));
    assertEquals(upTo(30), numbers(logs.tail(id, 100)));
    assertThrows(InvalidArgumentException.class, () -> logs.tail(id, 0));
  }

  @Test
  void an_unknown_execution_is_not_found_and_one_without_lines_is_empty() {
    ExecutionId unknown = ExecutionId.of("unknown");
    assertThrows(NotFoundException.class, () -> logs.read(unknown, LogQuery.all()));
    assertThrows(NotFoundException.class, () -> logs.tail(unknown, 1));
    assertThrows(
        NotFoundException.class, () -> logs.writeText(unknown, new ByteArrayOutputStream()));
    assertEquals(new LogPage(List.of(), OptionalLong.empty()), logs.read(id, LogQuery.all()));
  }

  @Test
  void very_long_lines_make_shorter_pages() {
    String mebibyte = "x".repeat(1 << 20);
    store(upTo(20).stream().map(number -> line(id, number, mebibyte)).toList());
    LogPage page = logs.read(id, LogQuery.all());
    assertEquals(OptionalLong.of(9), page.nextLine());
    assertEquals(8, page.entries().size());
  }

  @Test
  void the_download_is_text_line_by_line() {
    store(
        List.of(
            line(id, 1, "price 12.5 €"), new LogEntry(id, 2, LogLevel.ERROR, "", LogStore.TIME)));
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    assertEquals(2, logs.writeText(id, target));
    assertEquals(
        "2026-07-30T10:00:00.124Z stdout price 12.5 €\n2026-07-30T10:00:00.123Z error \n",
        target.toString(StandardCharsets.UTF_8));
  }

  @Test
  void the_download_goes_over_all_pages() {
    storeUpTo(4321);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    assertEquals(4321, logs.writeText(id, target));
    assertEquals(4321, target.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void the_download_equals_the_rows() {
    storeUpTo(4100);
    StringBuilder rows = new StringBuilder();
    OptionalLong next = OptionalLong.of(0);
    while (next.isPresent()) {
      LogPage page = logs.read(id, LogQuery.all().from(next.getAsLong()));
      for (LogEntry entry : page.entries()) {
        String time = entry.timestamp().truncatedTo(ChronoUnit.MILLIS).toString();
        rows.append(time.length() == 20 ? time.replace("Z", ".000Z") : time);
        rows.append(' ').append(entry.level().wireName());
        rows.append(' ').append(entry.message()).append('\n');
      }
      next = page.nextLine();
    }
    StringWriter target = new StringWriter();
    assertEquals(4100, logs.writeText(id, target));
    assertEquals(rows.toString(), target.toString());
  }

  @Test
  void the_download_of_an_ended_execution_is_whole_or_says_what_is_missing() {
    storeUpTo(3);
    assertEquals(3, download().lines().count());
    store.end(id, ExecutionStatus.COMPLETED, 5);
    List<String> lines = download().lines().toList();
    assertEquals(4, lines.size());
    assertEquals(
        "[incomplete: 2 more lines of this execution are not in the database]", lines.get(3));
    store(List.of(line(id, 4), line(id, 5)));
    assertEquals(5, download().lines().count());
    assertFalse(download().contains("incomplete"));
  }

  private String download() {
    StringWriter target = new StringWriter();
    logs.writeText(id, target);
    return target.toString();
  }

  @Test
  void a_page_without_bounds_is_refused() {
    assertThrows(InvalidArgumentException.class, () -> LogQuery.all().limit(10_001));
    assertThrows(InvalidArgumentException.class, () -> LogQuery.all().limit(0));
    assertThrows(InvalidArgumentException.class, () -> LogQuery.all().from(-1));
  }
}
