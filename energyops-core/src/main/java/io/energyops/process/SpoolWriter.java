package io.energyops.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames. What the disk does not take is tried again until the writer is closed, and until
 * then nobody else is let in: the order of the frames is that of their arrival. Thread-safe.
 */
final class SpoolWriter implements AutoCloseable {

  /** What the writer knows about the bytes that it was given. */
  record Totals(
      long fileBytes, long accepted, long discarded, long unsaved, @Nullable String error) {}

  private static final int HEADER = 1 + Long.BYTES + Integer.BYTES;
  private static final long RETRY_MILLIS = 100;

  private final FileChannel channel;
  private final long limit;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean busy;
  private boolean closed;
  private long fileBytes;
  private long accepted;
  private long discarded;
  private long unsaved;
  private @Nullable String error;

  private SpoolWriter(FileChannel channel, long limit, Clock clock) {
    this.channel = channel;
    this.limit = limit;
    this.clock = clock;
  }

  static SpoolWriter create(Path file, long limit, Clock clock) throws IOException {
    return open(file, limit, clock, StandardOpenOption.CREATE_NEW);
  }

  static SpoolWriter open(Path file, long limit, Clock clock, StandardOpenOption how)
      throws IOException {
    return new SpoolWriter(FileChannel.open(file, StandardOpenOption.WRITE, how), limit, clock);
  }

  /** Takes output in, waiting for the disk; false when the limit cut it. */
  boolean add(Frame.Stream stream, byte[] data, int length) {
    lock.lock();
    try {
      while (busy) {
        changed.awaitUninterruptibly();
      }
      int kept = (int) Math.min(length, Math.max(0, limit - accepted));
      accepted += kept;
      discarded += length - kept;
      if (kept > 0) {
        unsaved += Math.min(kept, write(frame(stream, data, kept)));
      }
      return kept == length;
    } finally {
      lock.unlock();
    }
  }

  /** Whether something waits for the disk. */
  boolean pending() {
    lock.lock();
    try {
      return error != null && !closed;
    } finally {
      lock.unlock();
    }
  }

  Totals totals() {
    lock.lock();
    try {
      return new Totals(fileBytes, accepted, discarded, unsaved, error);
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what the disk has not taken; later output counts as not saved. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      changed.signalAll();
      while (busy) {
        changed.awaitUninterruptibly();
      }
      try (channel) {
        channel.force(true);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many bytes were given up. */
  private int write(ByteBuffer frame) {
    busy = true;
    try {
      while (frame.hasRemaining() && !closed) {
        try {
          fileBytes += channel.write(frame, fileBytes);
          error = null;
        } catch (IOException e) {
          error = String.valueOf(e.getMessage());
          pause();
        }
      }
      return frame.remaining();
    } finally {
      busy = false;
      changed.signalAll();
    }
  }

  private void pause() {
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private ByteBuffer frame(Frame.Stream stream, byte[] data, int length) {
    return ByteBuffer.allocate(HEADER + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) (stream == Frame.Stream.STDOUT ? 1 : 2))
        .putLong(micros(clock.instant()))
        .putInt(length)
        .put(data, 0, length)
        .flip();
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
