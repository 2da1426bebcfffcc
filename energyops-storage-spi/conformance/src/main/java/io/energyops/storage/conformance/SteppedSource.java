package io.energyops.storage.conformance;

import io.energyops.storage.ObjectSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that does something when a reader comes to a place in it, and counts its streams. */
final class SteppedSource implements ObjectSource {

  /** What happens at the place; may throw. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private final Content content;
  private final OptionalLong promised;
  private final long place;
  private final Step step;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private SteppedSource(Content content, OptionalLong promised, long place, Step step) {
    this.content = content;
    this.promised = promised;
    this.place = place;
    this.step = step;
  }

  static SteppedSource at(Content content, long place, Step step) {
    return new SteppedSource(content, OptionalLong.of(content.size()), place, step);
  }

  static SteppedSource failingAt(Content content, long place) {
    return at(content, place, SteppedSource::fail);
  }

  static SteppedSource counting(Content content) {
    return at(content, Long.MAX_VALUE, () -> {});
  }

  SteppedSource unsized() {
    return new SteppedSource(content, OptionalLong.empty(), place, step);
  }

  int opened() {
    return opened.get();
  }

  int stillOpen() {
    return opened.get() - closed.get();
  }

  @Override
  public InputStream open() {
    opened.incrementAndGet();
    return new SteppedStream();
  }

  @Override
  public OptionalLong size() {
    return promised;
  }

  private static void fail() throws IOException {
    throw new IOException("the source broke off, as it should");
  }

  private final class SteppedStream extends FilterInputStream {

    private long position;
    private boolean stepped;
    private boolean done;

    SteppedStream() {
      super(content.stream());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position >= place && !stepped) {
        step.run();
        stepped = true;
      }
      long before = stepped ? Long.MAX_VALUE : place - position;
      int n = super.read(target, offset, (int) Math.min(length, before));
      position += Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {
      if (!done) {
        done = true;
        closed.incrementAndGet();
      }
    }
  }
}
