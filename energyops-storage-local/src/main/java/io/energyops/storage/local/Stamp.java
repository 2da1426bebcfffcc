package io.energyops.storage.local;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * When a version was written, to the nanosecond: the clock's millisecond, and below it what tells
 * versions of one millisecond apart with a check digit group. It is the file's time too, so that a
 * listing need not open the file; the check shows whether a file still has the time that it was
 * given, and not one that was cut by its file system or set by others.
 *
 * @param millis milliseconds since 1970
 * @param below nanoseconds below the millisecond
 */
record Stamp(long millis, int below) {

  private static final int GROUP = 1000;
  private static final int NANOS_PER_MILLI = GROUP * GROUP;

  /** Makes the stamp of one of the thousand versions that a millisecond and a size can have. */
  static Stamp of(long millis, int number, long size) {
    int group = Math.floorMod(number, GROUP);
    return new Stamp(millis, group * GROUP + check(millis, group, size));
  }

  static Stamp of(FileTime time) {
    long nanos = time.to(TimeUnit.NANOSECONDS);
    return new Stamp(
        Math.floorDiv(nanos, (long) NANOS_PER_MILLI),
        (int) Math.floorMod(nanos, (long) NANOS_PER_MILLI));
  }

  /** Tells whether {@link #of(long, int, long)} made this stamp, by all appearance. */
  boolean fits(long size) {
    return below % GROUP == check(millis, below / GROUP, size);
  }

  Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  FileTime fileTime() {
    return FileTime.from(instant().plusNanos(below));
  }

  String version(long size) {
    return Long.toHexString(millis)
        + '-'
        + Integer.toHexString(below)
        + '-'
        + Long.toHexString(size);
  }

  /** Never 0: a file system that keeps microseconds leaves 0 there. */
  private static int check(long millis, int group, long size) {
    long mixed = (millis * 31 + group) * 31 + size;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return 1 + (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), GROUP - 1L);
  }
}
