package io.energyops.log;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Live lines that a follower has not delivered yet. Bounded: when it overflows the older ones go,
 * the database has them too. Thread-safe.
 */
final class LiveInbox {

  private static final int MAX_LINES = 2000;
  private static final long MAX_CHARACTERS = 2L << 20;

  private final ReentrantLock lock = new ReentrantLock();

  // Both guarded by lock.
  private final ArrayDeque<LogEntry> lines = new ArrayDeque<>();
  private long characters;

  void add(List<LogEntry> more) {
    lock.lock();
    try {
      for (LogEntry line : more) {
        if (lines.size() == MAX_LINES || characters > MAX_CHARACTERS) {
          lines.clear();
          characters = 0;
        }
        lines.addLast(line);
        characters += line.message().length();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops what lies before a number and returns the first of the rest, which stays. */
  @Nullable LogEntry firstFrom(long number) {
    lock.lock();
    try {
      LogEntry first = lines.peekFirst();
      while (first != null && first.lineNumber() < number) {
        characters -= first.message().length();
        lines.removeFirst();
        first = lines.peekFirst();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }
}
