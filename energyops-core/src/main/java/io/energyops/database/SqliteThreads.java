package io.energyops.database;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.thread.NamedThreads;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps SQLite's native calls off virtual threads, whose carrier they would hold: a busy timeout
 * alone is seconds. Work of a virtual thread runs on one of a few platform threads; work of a
 * platform thread stays where it is, since a hop costs two wake-ups (7 to 30 µs on an idle machine,
 * up to a millisecond on a busy one, beside 35 to 200 µs for a whole transaction). Threads start
 * with the first work and end when they idle. Thread-safe.
 */
final class SqliteThreads {

  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualHandle();
  private static final long IDLE_SECONDS = 30;

  /** SQLite has one writer; more threads would only wait for each other. */
  private final ThreadPoolExecutor writer = pool("energyops-sqlite-write", 1);

  private final ThreadPoolExecutor readers;
  private final Predicate<Thread> mustHop;

  SqliteThreads(int readers) {
    this(readers, SqliteThreads::virtual);
  }

  SqliteThreads(int readers, Predicate<Thread> mustHop) {
    this.readers = pool("energyops-sqlite-read", readers);
    this.mustHop = mustHop;
  }

  <T extends @Nullable Object> T write(Supplier<T> work) {
    return run(writer, work);
  }

  <T extends @Nullable Object> T read(Supplier<T> work) {
    return run(readers, work);
  }

  /** Takes no more work; what was begun goes on to its end. */
  void close() {
    writer.shutdown();
    readers.shutdown();
  }

  static boolean virtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      throw new IllegalStateException("Thread.isVirtual cannot be called", e);
    }
  }

  private <T extends @Nullable Object> T run(ThreadPoolExecutor lane, Supplier<T> work) {
    // Work inside other work is on a lane already, and stays there.
    return mustHop.test(Thread.currentThread()) ? hop(lane, work) : work.get();
  }

  private static <T extends @Nullable Object> T hop(ThreadPoolExecutor lane, Supplier<T> work) {
    AtomicBoolean taken = new AtomicBoolean();
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              if (!taken.compareAndSet(false, true)) {
                throw new IllegalStateException("The caller gave the work up");
              }
              return work.get();
            });
    try {
      lane.execute(task);
    } catch (RejectedExecutionException e) {
      throw new ConflictException(
          ErrorCode.CLOSED, "The database of the engine is closed; open a new engine", e);
    }
    return awaited(task, taken);
  }

  // Work that has begun may commit, so its outcome is waited for; only what has not begun is given
  // up when the caller is interrupted.
  private static <T extends @Nullable Object> T awaited(FutureTask<T> task, AtomicBoolean taken) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          if (taken.compareAndSet(false, true)) {
            throw new EnergyOpsException(
                ErrorCode.INTERRUPTED,
                "Interrupted while waiting for a thread of the database; nothing was done",
                e);
          }
        } catch (ExecutionException e) {
          throw withCaller(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the stack with the caller's: the lane's own end says nothing about who asked. */
  private static RuntimeException withCaller(@Nullable Throwable thrown) {
    if (thrown == null) {
      throw new IllegalStateException("Work failed without a reason");
    }
    List<StackTraceElement> stack = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(SqliteThreads.class.getName())) {
        break;
      }
      stack.add(frame);
    }
    StackTraceElement[] caller = new Throwable().getStackTrace();
    stack.addAll(Arrays.asList(caller).subList(1, caller.length));
    thrown.setStackTrace(stack.toArray(StackTraceElement[]::new));
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException known) {
      return known;
    }
    throw new IllegalStateException("Work threw a checked exception", thrown);
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static @Nullable MethodHandle isVirtualHandle() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException e) {
      // A JDK before 21 has none.
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Thread.isVirtual is public", e);
    }
  }
}
