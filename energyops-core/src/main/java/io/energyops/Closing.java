package io.energyops;

import io.energyops.thread.NamedThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, last first, in bounded time; one that fails or hangs keeps none of the
 * others open. Each part is closed on a thread of its own, so that a part that hangs (a database
 * that never answers) can be left to itself. Thread-safe once everything is added.
 */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EnergyOps.class);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final Duration limit;
  private final Insiders insiders;
  private final ThreadFactory threads;
  private final Deque<Named> opened = new ArrayDeque<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private record Named(String name, Duration most, AutoCloseable part) {}

  Closing(Duration limit, Insiders insiders) {
    this.limit = limit;
    this.insiders = insiders;
    // A part's end may be told to the host on such a thread.
    this.threads = insiders.known(new NamedThreads("energyops-close"));
  }

  <T extends AutoCloseable> T add(String name, T part) {
    return add(name, limit, part);
  }

  /** Adds a part that is given up after a time of its own: the host's code may block in it. */
  <T extends AutoCloseable> T add(String name, Duration most, T part) {
    opened.push(new Named(name, most, part));
    return part;
  }

  boolean begun() {
    return begun.get();
  }

  /**
   * Closes everything, or waits for the call that does. Returns at once on a thread that runs
   * something of ours. An interrupt does not shorten it and is kept.
   */
  @Override
  public void close() {
    if (begun.compareAndSet(false, true)) {
      threads.newThread(this::closeAll).start();
    }
    if (!insiders.here() && awaited(ended, limit.plus(AFTER_INTERRUPT))) {
      LOG.debug("Closed");
    }
  }

  private void closeAll() {
    try {
      long end = System.nanoTime() + limit.toNanos();
      List<CompletableFuture<Void>> hanging = new ArrayList<>();
      while (opened.size() > 1) {
        close(opened.pop(), end, hanging);
      }
      closeLast(end, hanging);
    } finally {
      ended.complete(null);
    }
  }

  private void close(Named named, long end, List<CompletableFuture<Void>> hanging) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread = threads.newThread(() -> closeNow(named, done));
    thread.start();
    // Half of what is left, so that something is left for each of the parts behind it.
    Duration half = Duration.ofNanos(Math.max(0, end - System.nanoTime()) / 2);
    if (awaited(done, shorter(half, named.most()))) {
      return;
    }
    thread.interrupt();
    Duration rest = Duration.ofNanos(Math.max(0, end - System.nanoTime()) / 2);
    if (!awaited(done, shorter(rest, AFTER_INTERRUPT))) {
      LOG.warn("Closing {} takes too long; it ends by itself, the rest is closed", named.name());
      hanging.add(done);
    }
  }

  // The first that was opened keeps others out. While something that hangs may still use it, nobody
  // else may have it.
  private void closeLast(long end, List<CompletableFuture<Void>> hanging) {
    Named first = opened.poll();
    if (first == null) {
      return;
    }
    if (hanging.isEmpty()) {
      close(first, end, hanging);
      return;
    }
    LOG.warn("{} is released when what hangs has ended", first.name());
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(hanging.toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> closeNow(first, new CompletableFuture<>()));
  }

  private static void closeNow(Named named, CompletableFuture<Void> done) {
    try {
      named.part().close();
    } catch (Throwable e) {
      LOG.warn("Closing {} failed; the other parts are closed all the same", named.name(), e);
    } finally {
      done.complete(null);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean awaited(CompletableFuture<Void> done, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          return false;
        } catch (ExecutionException e) {
          throw new IllegalStateException("Completed without a failure", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
