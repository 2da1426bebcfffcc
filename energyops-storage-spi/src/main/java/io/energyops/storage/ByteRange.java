package io.energyops.storage;

/**
 * A stretch of an object's bytes. What lies beyond the object's end is not there: a range that
 * starts at or behind the end is empty, one that reaches over it is shorter.
 *
 * @param offset the first byte, counted from 0
 * @param length how many bytes at most; {@link Long#MAX_VALUE} means up to the end
 */
public record ByteRange(long offset, long length) {

  private static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  /**
   * Checks the bounds.
   *
   * @param offset the first byte, counted from 0
   * @param length how many bytes at most
   * @throws IllegalArgumentException when one is negative
   */
  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "A byte range needs an offset and a length of at least 0, not " + offset + ", " + length);
    }
  }

  /**
   * Returns the range of the whole object.
   *
   * @return all bytes
   */
  public static ByteRange all() {
    return ALL;
  }

  /**
   * Returns the range from an offset to the end.
   *
   * @param offset the first byte, counted from 0
   * @return the range
   */
  public static ByteRange from(long offset) {
    return new ByteRange(offset, Long.MAX_VALUE);
  }

  /**
   * Returns a range.
   *
   * @param offset the first byte, counted from 0
   * @param length how many bytes at most
   * @return the range
   */
  public static ByteRange of(long offset, long length) {
    return new ByteRange(offset, length);
  }

  /**
   * Tells how many bytes of an object lie in this range.
   *
   * @param size the object's size in bytes
   * @return the number of bytes, 0 when the range starts at or behind the end
   */
  public long lengthWithin(long size) {
    return Math.min(length, Math.max(0, size - offset));
  }
}
