package io.energyops.process;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the lines of both streams, an unfinished last one included. Not thread-safe. */
final class LineCounter {

  private final Map<Frame.Stream, Boolean> unfinished = new EnumMap<>(Frame.Stream.class);
  private long complete;

  void add(List<Frame> frames) {
    for (Frame frame : frames) {
      byte[] bytes = frame.payload();
      for (byte b : bytes) {
        if (b == '\n') {
          complete++;
        }
      }
      unfinished.put(frame.stream(), bytes[bytes.length - 1] != '\n');
    }
  }

  long lines() {
    return complete + unfinished.values().stream().filter(open -> open).count();
  }
}
