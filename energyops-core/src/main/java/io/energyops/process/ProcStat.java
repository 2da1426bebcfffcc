package io.energyops.process;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/** What {@code /proc/PID/stat} says of one process. */
record ProcStat(
    long pid,
    char state,
    long parent,
    long group,
    long session,
    long threads,
    long startTicks,
    String name) {

  private static final int THREADS = 17;
  private static final int START_TICKS = 19;

  static ProcStat parse(long pid, String text) {
    // The name may hold spaces and brackets, so the last bracket ends it.
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    String[] fields = close < 0 ? new String[0] : text.substring(close + 1).strip().split(" ", -1);
    if (open < 0 || fields.length <= START_TICKS) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The stat entry of process " + pid + " has an unknown form");
    }
    return new ProcStat(
        pid,
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[THREADS]),
        Long.parseLong(fields[START_TICKS]),
        text.substring(open + 1, close));
  }

  /**
   * A zombie has ended and only its parent has not asked yet; but a process whose first thread has
   * ended looks like one while its other threads go on.
   */
  boolean living() {
    return (state != 'Z' && state != 'X') || threads > 1;
  }
}
