package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/** A piece of a run's spool, just as it lies there, cut anywhere. Immutable. */
public final class Chunk {

  private final byte[] bytes;
  private final long nextOffset;
  private final long lostBytes;
  private final boolean end;

  private Chunk(byte[] bytes, long nextOffset, long lostBytes, boolean end) {
    if (nextOffset < bytes.length || lostBytes < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A chunk ends behind its bytes and loses no negative number");
    }
    this.bytes = bytes;
    this.nextOffset = nextOffset;
    this.lostBytes = lostBytes;
    this.end = end;
  }

  /**
   * Makes a chunk.
   *
   * @param bytes what was read, possibly nothing; not copied, so the maker leaves it alone
   * @param nextOffset place behind the last byte
   * @param end whether nothing will ever follow
   * @return the chunk
   * @throws InvalidArgumentException when the place is before the bytes
   */
  public static Chunk of(byte[] bytes, long nextOffset, boolean end) {
    return new Chunk(bytes, nextOffset, 0, end);
  }

  /**
   * Says that a part of the spool before these bytes is gone for ever.
   *
   * @param count how many bytes are missing between the asked offset and the first byte here; the
   *     first byte here begins a frame
   * @return a changed chunk
   * @throws InvalidArgumentException when the count is negative
   */
  public Chunk afterLoss(long count) {
    return new Chunk(bytes, nextOffset, count, end);
  }

  /**
   * Returns what was read.
   *
   * @return the bytes, not copied
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns where the next call goes on.
   *
   * @return the place behind the last byte
   */
  public long nextOffset() {
    return nextOffset;
  }

  /**
   * Returns how much before these bytes is gone.
   *
   * @return bytes, usually 0
   */
  public long lostBytes() {
    return lostBytes;
  }

  /**
   * Returns whether nothing will ever follow.
   *
   * @return true behind the last byte of a run that has ended
   */
  public boolean end() {
    return end;
  }
}
