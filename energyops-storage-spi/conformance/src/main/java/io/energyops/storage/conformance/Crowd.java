package io.energyops.storage.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** Threads that call a backend at the same time. */
final class Crowd implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "storage-conformance");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Future<?>> loops = new ArrayList<>();
  private final AtomicBoolean enough = new AtomicBoolean();

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Begins all the work at one moment and waits for its end. */
  static <T> List<T> atOnce(int members, IntFunction<Callable<T>> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(members);
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      Callable<T> call = work.apply(i);
      calls.add(
          () -> {
            start.await();
            return call.call();
          });
    }
    List<T> results = new ArrayList<>();
    try (Crowd crowd = new Crowd()) {
      for (Future<T> result : crowd.threads.invokeAll(calls)) {
        results.add(get(result));
      }
    }
    return results;
  }

  /** Works again and again, at least once, until this crowd is closed. */
  void loop(int members, Work work) {
    for (int i = 0; i < members; i++) {
      loops.add(
          threads.submit(
              () -> {
                do {
                  work.run();
                } while (!enough.get());
                return null;
              }));
    }
  }

  <T> Future<T> start(Callable<T> work) {
    return threads.submit(work);
  }

  static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Whether the work is done in time; it may as well wait for something else to happen. */
  static boolean isDoneWithin(Future<?> future, long millis) throws Exception {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Waits until all work has come to its end, cancelled work too. */
  void awaitEnd() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("A call to the backend does not come to an end");
    }
  }

  /** Ends the loops; what went wrong in one is thrown here. */
  @Override
  public void close() {
    enough.set(true);
    try {
      for (Future<?> loop : loops) {
        get(loop);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while threads were at work", e);
    } catch (Exception e) {
      throw new AssertionError("A thread beside the others failed: " + e, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Exception unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof Exception cause ? cause : e;
  }
}
