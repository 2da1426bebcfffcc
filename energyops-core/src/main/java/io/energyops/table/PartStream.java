package io.energyops.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what unpacking a part gives and stops at a limit: of the whole part, of its expansion, and
 * of what comes between two calls of {@link #tokenDone()}. The last keeps a parser from gathering a
 * comment or attribute of any length.
 */
final class PartStream extends FilterInputStream {

  private static final long EXPANSION_GRACE = 4L << 20;
  private static final long MAX_TOKEN_BYTES = 2L << 20;

  private final String name;
  private final long maxBytes;
  private final long maxExpanded;
  private long count;
  private long tokenStart;
  private boolean tokens;

  PartStream(InputStream in, String name, long packedBytes, long maxBytes, int maxExpansion) {
    super(in);
    this.name = name;
    this.maxBytes = maxBytes;
    this.maxExpanded = EXPANSION_GRACE + Math.max(1, packedBytes) * maxExpansion;
  }

  void tokenDone() {
    tokens = true;
    tokenStart = count;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      counted(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      counted(read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    counted(skipped);
    return skipped;
  }

  private void counted(long bytes) {
    count += bytes;
    if (count > maxBytes) {
      throw new TableLimitException(
          name + " unpacks to more than " + maxBytes + " bytes, the limit; split the file");
    }
    if (count > maxExpanded) {
      throw new TableLimitException(
          name + " grows more by unpacking than any real workbook; save it anew as .xlsx");
    }
    if (tokens && count - tokenStart > MAX_TOKEN_BYTES) {
      throw new TableLimitException(
          name + " holds a piece of text longer than " + MAX_TOKEN_BYTES + " bytes, the limit");
    }
  }
}
