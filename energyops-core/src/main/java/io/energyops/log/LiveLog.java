package io.energyops.log;

import io.energyops.annotation.Internal;
import io.energyops.event.Event;
import io.energyops.event.EventHub;
import io.energyops.event.Topic;
import io.energyops.json.Json;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log lines as events: {@code {executionId, lines: [{lineNumber, level, message, timestamp}]}}. */
@Internal
public final class LiveLog {

  /** Type of the events. */
  public static final String TYPE = "script:log";

  private static final int MAX_LINES = 200;
  private static final int MAX_JSON_BYTES = 256 * 1024;
  private static final int LINE_OVERHEAD_BYTES = 120;
  private static final int EVENT_OVERHEAD_BYTES = 256;

  private LiveLog() {}

  /**
   * Publishes lines to the topics of their executions, in order. They may be not durable yet. A
   * line that is too long for an event is left out: followers find it in the database.
   *
   * @param hub where to
   * @param lines the lines, of any executions
   */
  public static void publish(EventHub hub, List<LogEntry> lines) {
    Map<ExecutionId, List<LogEntry>> open = new LinkedHashMap<>();
    Map<ExecutionId, Integer> sizes = new LinkedHashMap<>();
    for (LogEntry line : lines) {
      int bytes = jsonBytes(line);
      if (bytes > Event.MAX_PAYLOAD_BYTES / 2) {
        continue;
      }
      ExecutionId id = line.executionId();
      List<LogEntry> chunk = open.computeIfAbsent(id, key -> new ArrayList<>());
      int size = sizes.merge(id, bytes, Integer::sum);
      if (!chunk.isEmpty() && (chunk.size() == MAX_LINES || size > MAX_JSON_BYTES)) {
        publish(hub, id, chunk, size - bytes);
        chunk.clear();
        sizes.put(id, bytes);
      }
      chunk.add(line);
    }
    open.forEach((id, chunk) -> publish(hub, id, chunk, sizes.getOrDefault(id, 0)));
  }

  /** Writing the text of each line was half of what the capture of a busy script cost. */
  private static void publish(EventHub hub, ExecutionId id, List<LogEntry> chunk, int bytes) {
    List<LogEntry> lines = List.copyOf(chunk);
    hub.publish(
        Topic.execution(id),
        Event.deferred(TYPE, () -> text(id, lines), bytes + EVENT_OVERHEAD_BYTES));
  }

  private static String text(ExecutionId id, List<LogEntry> lines) {
    List<Map<String, Object>> members = new ArrayList<>(lines.size());
    // Lines of one frame have one time; formatting each took a sixth of a publish.
    Instant time = lines.get(0).timestamp();
    String timeText = time.toString();
    for (LogEntry line : lines) {
      if (!line.timestamp().equals(time)) {
        time = line.timestamp();
        timeText = time.toString();
      }
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("lineNumber", line.lineNumber());
      member.put("level", line.level().wireName());
      member.put("message", line.message());
      // As text: the writer of JSON keeps milliseconds, and live lines equal stored ones.
      member.put("timestamp", timeText);
      members.add(member);
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("executionId", id.value());
    payload.put("lines", members);
    return Json.write(payload);
  }

  /** Reads the lines of an event, or of several that the hub joined. */
  static List<LogEntry> lines(ExecutionId id, Event event) {
    Map<String, @Nullable Object> data = event.data();
    List<LogEntry> lines = new ArrayList<>();
    if (data.get("merged") instanceof List<?> parts) {
      parts.forEach(part -> read(id, part, lines));
    } else {
      read(id, data, lines);
    }
    return lines;
  }

  private static void read(ExecutionId id, @Nullable Object payload, List<LogEntry> lines) {
    if (payload instanceof Map<?, ?> data && data.get("lines") instanceof List<?> members) {
      for (Object member : members) {
        if (member instanceof Map<?, ?> line) {
          lines.add(line(id, line));
        }
      }
    }
  }

  private static LogEntry line(ExecutionId id, Map<?, ?> line) {
    return new LogEntry(
        id,
        Long.parseLong(String.valueOf(line.get("lineNumber"))),
        LogLevel.ofWireName(String.valueOf(line.get("level"))),
        String.valueOf(line.get("message")),
        Instant.parse(String.valueOf(line.get("timestamp"))));
  }

  /** An upper bound, escapes included. */
  private static int jsonBytes(LogEntry line) {
    long bytes = LINE_OVERHEAD_BYTES;
    String message = line.message();
    for (int at = 0; at < message.length(); at++) {
      char c = message.charAt(at);
      bytes +=
          c < ' ' || c == '\u2028' || c == '\u2029'
              ? 6
              : c == '"' || c == '\\' ? 2 : c < 128 ? 1 : 3;
    }
    return (int) Math.min(Integer.MAX_VALUE / 4, bytes);
  }
}
