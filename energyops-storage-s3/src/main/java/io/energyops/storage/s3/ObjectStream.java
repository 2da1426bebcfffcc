package io.energyops.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The bytes of an answer, counted: the JDK's connection ends a body that broke off as if it were
 * whole. What is missing is asked for again, of the same version only. Confined to one thread.
 */
final class ObjectStream extends InputStream {

  /** How often in a row an answer may give nothing before the reader hears of it. */
  private static final int FRUITLESS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

  /** Asks for the rest behind so many bytes. */
  @FunctionalInterface
  interface Reopening {
    ResponseInputStream<?> behind(long done);
  }

  private final long length;
  private final Reopening reopening;
  private ResponseInputStream<?> in;
  private long done;
  private int fruitless;
  private boolean closed;

  ObjectStream(ResponseInputStream<?> in, long length, Reopening reopening) {
    this.in = in;
    this.length = length;
    this.reopening = reopening;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (closed) {
      throw new IOException("the stream was closed");
    }
    if (count == 0) {
      return 0;
    }
    while (done < length) {
      int n = attempt(target, offset, (int) Math.min(count, length - done));
      if (n >= 0) {
        took(n);
        return n;
      }
    }
    return -1;
  }

  @Override
  public int available() throws IOException {
    return closed ? 0 : (int) Math.min(in.available(), length - done);
  }

  /** An answer that was not read to its end takes its connection with it. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (done < length) {
      in.abort();
    } else {
      in.close();
    }
  }

  /** Returns -1 when the answer broke off and the rest was asked for. */
  private int attempt(byte[] target, int offset, int count) throws IOException {
    Exception broken;
    try {
      int n = in.read(target, offset, count);
      if (n >= 0) {
        return n;
      }
      broken = new EOFException("the answer ended after " + done + " of " + length + " bytes");
    } catch (IOException | RuntimeException e) {
      broken = e;
    }
    resume(broken);
    return -1;
  }

  private void took(int n) throws IOException {
    done += n;
    fruitless = 0;
    if (done == length) {
      verify();
    }
  }

  /** The SDK compares the checksum when it is asked for what is behind the last byte. */
  private void verify() throws IOException {
    try {
      if (in.read() >= 0) {
        in.abort();
      }
    } catch (RuntimeException e) {
      closed = true;
      in.abort();
      if (e instanceof AbortedException) {
        throw interrupted(e);
      }
      throw new IOException("the bytes do not have the checksum that the server gave", e);
    }
  }

  private void resume(Exception broken) throws IOException {
    in.abort();
    if (broken instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      throw interrupted(broken);
    }
    if (++fruitless >= FRUITLESS) {
      throw new IOException("reading broke off after " + done + " of " + length + " bytes", broken);
    }
    LOG.debug("an answer broke off after {} of {} bytes; asking for the rest", done, length);
    try {
      in = reopening.behind(done);
    } catch (RuntimeException e) {
      e.addSuppressed(broken);
      throw Thread.currentThread().isInterrupted()
          ? interrupted(e)
          : new IOException(
              "reading broke off after "
                  + done
                  + " of "
                  + length
                  + " bytes, and the rest could not be had",
              e);
    }
  }

  private static InterruptedIOException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("the reading thread was interrupted");
    e.initCause(cause);
    return e;
  }
}
