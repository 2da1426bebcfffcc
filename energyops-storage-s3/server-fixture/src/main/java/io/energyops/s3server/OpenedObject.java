package io.energyops.s3server;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer whose first byte tells that the object is open: from then on its file is the reader's
 * own, whatever is written. The server opens and sends it after the request's own thread has ended.
 */
final class OpenedObject extends HttpServletResponseWrapper {

  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();

  OpenedObject(HttpServletResponse response, Runnable release) {
    super(response);
    this.release = release;
  }

  void releaseUnlessAsync(HttpServletRequest request) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new AtTheEnd());
    } else {
      release();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Announcing(super.getOutputStream());
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }

  /** Hands everything on. */
  private final class Announcing extends ServletOutputStream {
    private final ServletOutputStream out;

    Announcing(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      release();
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      release();
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }

  /** An answer without a byte ends some other way. */
  private final class AtTheEnd implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      release();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      release();
    }

    @Override
    public void onError(AsyncEvent event) {
      release();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
