package io.energyops.storage.conformance;

import java.io.InputStream;

/** Reads a {@link Content}. */
final class ContentStream extends InputStream {

  private final Content content;
  private long position;

  ContentStream(Content content) {
    this.content = content;
  }

  @Override
  public int read() {
    return position < content.size() ? content.at(position++) & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int n = (int) Math.min(length, content.size() - position);
    content.fill(position, target, offset, n);
    position += Math.max(0, n);
    return n > 0 ? n : -1;
  }
}
