package io.energyops.storage.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Reads a stretch of an open file and closes it. Confined to one thread, as streams are. */
final class RangeInputStream extends InputStream {

  /** More at once would make the JDK keep as much memory beside the heap for the thread. */
  private static final int STEP_BYTES = 256 * 1024;

  private final FileChannel channel;
  private long position;
  private long remaining;

  RangeInputStream(FileChannel channel, long position, long length) {
    this.channel = channel;
    this.position = position;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    int wanted = (int) Math.min(Math.min(length, STEP_BYTES), remaining);
    int n = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
    if (n < 0) {
      throw new EOFException("the file became shorter while it was read");
    }
    advance(n);
    return n;
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    return readNBytes(Integer.MAX_VALUE);
  }

  /** The length is known, so one array of it is enough. */
  @Override
  public byte[] readNBytes(int length) throws IOException {
    if (length < 0) {
      throw new IllegalArgumentException("length < 0: " + length);
    }
    if (length == Integer.MAX_VALUE && remaining >= length) {
      throw new OutOfMemoryError("No array can hold " + remaining + " bytes; read the stream.");
    }
    byte[] bytes = new byte[(int) Math.min(length, remaining)];
    readNBytes(bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public long transferTo(OutputStream target) throws IOException {
    long before = remaining;
    byte[] buffer = new byte[(int) Math.min(STEP_BYTES, remaining)];
    for (int n = read(buffer, 0, buffer.length); n > 0; n = read(buffer, 0, buffer.length)) {
      target.write(buffer, 0, n);
    }
    return before;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining));
    advance(skipped);
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, remaining);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void advance(long count) {
    position += count;
    remaining -= count;
  }
}
