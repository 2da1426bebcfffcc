package io.energyops.log;

import org.jspecify.annotations.Nullable;

/** A line, a checkpoint or both, waiting since a moment of the nano ticker. */
record PendingEntry(
    @Nullable LogEntry entry, @Nullable LogCheckpoint checkpoint, long bytes, long sinceNanos) {

  // Entry, string, queue slot and the objects around them, measured with compressed pointers.
  private static final int OVERHEAD_BYTES = 200;

  static PendingEntry of(
      @Nullable LogEntry entry, @Nullable LogCheckpoint checkpoint, long sinceNanos) {
    return new PendingEntry(entry, checkpoint, bytes(entry), sinceNanos);
  }

  /** An upper bound: text of one byte per character takes half of it. */
  static long bytes(@Nullable LogEntry entry) {
    return OVERHEAD_BYTES + (entry == null ? 0 : 2L * entry.message().length());
  }
}
