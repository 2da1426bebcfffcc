package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one supervised program from the JVM: hands on its output in order, keeps its lease fresh
 * and tells its end. Closing it stops the watching and leaves the program alone. Thread-safe.
 */
@Internal
public final class ProcessWatch implements AutoCloseable {

  /** Is told what happens, by one thread at a time, each event after the one before. */
  public interface Listener {

    /**
     * The program runs.
     *
     * @param start who it is
     */
    default void started(StartRecord start) {}

    /**
     * The program has written. If this throws, the same frames come again after a second.
     *
     * @param frames in the order of writing, at least one
     */
    void frames(List<Frame> frames);

    /**
     * The program has ended and every frame was handed on. The last call.
     *
     * @param end how it ended
     */
    void ended(RunEnd end);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProcessWatch.class);
  private static final long BUSY_MILLIS = 5;
  private static final long IDLE_MILLIS = 50;
  private static final long RETRY_MILLIS = 1000;
  private static final long BATCH_BYTES = 1 << 20;

  private final SupervisedProcess process;
  private final SpoolReader spool;
  private final ScheduledExecutorService scheduler;
  private final Executor executor;
  private final Listener listener;

  /** Held by a tick, and by whoever closes the reader. */
  private final ReentrantLock ticking = new ReentrantLock();

  private volatile boolean stopped;
  private volatile boolean endSeen;
  private volatile @Nullable Future<?> lease;
  private boolean startTold;
  private boolean damaged;
  private List<Frame> undelivered = List.of();
  private long pauseMillis = BUSY_MILLIS;

  private ProcessWatch(
      SupervisedProcess process,
      long fromOffset,
      ScheduledExecutorService scheduler,
      Executor executor,
      Listener listener) {
    this.process = process;
    this.spool = process.spool(fromOffset);
    this.scheduler = scheduler;
    this.executor = executor;
    this.listener = listener;
  }

  /**
   * Begins to watch.
   *
   * @param process what to follow
   * @param fromOffset where in the spool to begin: 0, or behind the last frame that was dealt with
   * @param leaseEvery how often to touch the lease, well below the restart grace
   * @param scheduler runs the looks and the listener; with a listener that may block it needs two
   *     threads, so that leases are touched meanwhile
   * @param listener is told
   * @return the watch
   */
  public static ProcessWatch start(
      SupervisedProcess process,
      long fromOffset,
      Duration leaseEvery,
      ScheduledExecutorService scheduler,
      Listener listener) {
    return start(process, fromOffset, leaseEvery, scheduler, scheduler, scheduler, listener);
  }

  /**
   * Begins to watch with a scheduler of its own for the leases, which no listener can delay.
   *
   * @param process what to follow
   * @param fromOffset where in the spool to begin: 0, or behind the last frame that was dealt with
   * @param leaseEvery how often to touch the lease, well below the restart grace
   * @param leases touches the lease
   * @param scheduler says when to look
   * @param executor runs the looks and the listener
   * @param listener is told
   * @return the watch
   */
  public static ProcessWatch start(
      SupervisedProcess process,
      long fromOffset,
      Duration leaseEvery,
      ScheduledExecutorService leases,
      ScheduledExecutorService scheduler,
      Executor executor,
      Listener listener) {
    ProcessWatch watch = new ProcessWatch(process, fromOffset, scheduler, executor, listener);
    long nanos = leaseEvery.toNanos();
    watch.lease = leases.scheduleWithFixedDelay(watch::touch, nanos, nanos, TimeUnit.NANOSECONDS);
    executor.execute(watch::tick);
    return watch;
  }

  @Override
  public void close() {
    stopped = true;
    Future<?> touching = lease;
    if (touching != null) {
      touching.cancel(false);
    }
    if (ticking.tryLock()) {
      try {
        spool.close();
      } finally {
        ticking.unlock();
      }
    }
  }

  private void touch() {
    try {
      if (!endSeen) {
        process.touchLease();
      }
    } catch (RuntimeException e) {
      if (endSeen) {
        return;
      }
      LOG.warn("Could not touch the lease in {}; trying again", process.controlDirectory(), e);
    }
  }

  private void tick() {
    ticking.lock();
    try {
      if (!stopped && look()) {
        close();
      }
    } catch (RuntimeException e) {
      pauseMillis = RETRY_MILLIS;
      LOG.warn("Could not follow the run in {}; trying again", process.controlDirectory(), e);
    } finally {
      if (stopped) {
        spool.close();
      } else {
        again();
      }
      ticking.unlock();
    }
  }

  /** Returns true when the end was told. */
  private boolean look() {
    if (!startTold) {
      Optional<StartRecord> start = process.started();
      if (start.isPresent()) {
        listener.started(start.get());
        startTold = true;
      }
    }
    // In this order: what is in the spool after the end was seen is all there will ever be.
    Optional<RunEnd> end = process.end();
    boolean wrote = deliver();
    if (end.isPresent()) {
      // Whoever is told of the end may remove the directory with the lease in it.
      endSeen = true;
    }
    if (end.isPresent() && !wrote) {
      tellEnd(end.get());
      return true;
    }
    pauseMillis = wrote ? BUSY_MILLIS : Math.min(IDLE_MILLIS, pauseMillis + BUSY_MILLIS);
    return false;
  }

  private boolean deliver() {
    if (undelivered.isEmpty()) {
      undelivered = readSpool();
    }
    if (undelivered.isEmpty()) {
      return false;
    }
    listener.frames(undelivered);
    undelivered = List.of();
    return true;
  }

  private List<Frame> readSpool() {
    if (damaged) {
      return List.of();
    }
    try {
      return spool.read(BATCH_BYTES);
    } catch (EnergyOpsException e) {
      if (e.code() != ErrorCode.SPOOL_DAMAGED) {
        throw e;
      }
      // Reading again would fail again; the run's end must be told all the same.
      damaged = true;
      LOG.error("The rest of the output of the run in {} is lost", process.controlDirectory(), e);
      return List.of();
    }
  }

  private void tellEnd(RunEnd end) {
    try {
      listener.ended(end);
    } catch (RuntimeException e) {
      LOG.error("The end of the run in {} was not dealt with", process.controlDirectory(), e);
    }
  }

  private void tickLater() {
    if (executor == scheduler) {
      tick();
      return;
    }
    try {
      executor.execute(this::tick);
    } catch (RejectedExecutionException e) {
      LOG.warn("Nothing follows the run in {}: its executor refuses", process.controlDirectory());
    }
  }

  private void again() {
    try {
      Future<?> unused = scheduler.schedule(this::tickLater, pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The watch of {} ends with its scheduler", process.controlDirectory());
    }
  }
}
