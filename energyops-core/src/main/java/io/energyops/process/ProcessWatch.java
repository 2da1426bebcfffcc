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
 * Follows one run from the JVM: hands on its output in order, keeps its lease fresh and tells its
 * end. Closing it stops the watching and leaves the program alone. Thread-safe.
 *
 * @param <S> what tells of the run's start
 * @param <E> what tells of its end
 */
@Internal
public final class ProcessWatch<S, E> implements AutoCloseable {

  /**
   * Is told what happens, by one thread at a time, each event after the one before.
   *
   * @param <S> what tells of the run's start
   * @param <E> what tells of its end
   */
  public interface Listener<S, E> {

    /**
     * The program runs.
     *
     * @param start who it is
     */
    default void started(S start) {}

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
    void ended(E end);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProcessWatch.class);
  private static final long BUSY_MILLIS = 5;

  /** Between two looks at a run of this host where nothing happens. */
  static final Duration IDLE = Duration.ofMillis(50);

  private static final long RETRY_MILLIS = 1000;
  private static final long BATCH_BYTES = 1 << 20;

  private final Watched<S, E> process;
  private final FrameSource spool;
  private final long idleMillis;
  private final ScheduledExecutorService scheduler;
  private final Executor executor;
  private final Listener<S, E> listener;

  /** Held by a tick, and by whoever closes the reader. */
  private final ReentrantLock ticking = new ReentrantLock();

  private volatile boolean stopped;
  private volatile boolean endSeen;
  private volatile @Nullable Future<?> lease;
  private boolean startTold;
  private boolean failing;
  private boolean damaged;
  private List<Frame> undelivered = List.of();
  private long pauseMillis = BUSY_MILLIS;

  private ProcessWatch(
      Watched<S, E> process,
      long fromOffset,
      Duration idle,
      ScheduledExecutorService scheduler,
      Executor executor,
      Listener<S, E> listener) {
    this.process = process;
    this.spool = process.spool(fromOffset);
    this.idleMillis = Math.max(BUSY_MILLIS, idle.toMillis());
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
   * @param <S> what tells of the run's start
   * @param <E> what tells of its end
   * @return the watch
   */
  public static <S, E> ProcessWatch<S, E> start(
      Watched<S, E> process,
      long fromOffset,
      Duration leaseEvery,
      ScheduledExecutorService scheduler,
      Listener<S, E> listener) {
    return start(
        process,
        fromOffset,
        leaseEvery,
        IDLE,
        new Threads(scheduler, scheduler, scheduler),
        listener);
  }

  /**
   * Begins to watch with a scheduler of its own for the leases, which no listener can delay.
   *
   * @param process what to follow
   * @param fromOffset where in the spool to begin: 0, or behind the last frame that was dealt with
   * @param leaseEvery how often to touch the lease, well below the restart grace
   * @param idle how long to wait between two looks where nothing happens
   * @param threads do the work
   * @param listener is told
   * @param <S> what tells of the run's start
   * @param <E> what tells of its end
   * @return the watch
   */
  public static <S, E> ProcessWatch<S, E> start(
      Watched<S, E> process,
      long fromOffset,
      Duration leaseEvery,
      Duration idle,
      Threads threads,
      Listener<S, E> listener) {
    ProcessWatch<S, E> watch =
        new ProcessWatch<>(
            process, fromOffset, idle, threads.scheduler(), threads.executor(), listener);
    long nanos = leaseEvery.toNanos();
    watch.lease =
        threads.leases().scheduleWithFixedDelay(watch::touch, nanos, nanos, TimeUnit.NANOSECONDS);
    threads.executor().execute(watch::tick);
    return watch;
  }

  /**
   * What a watch runs on; all stay the caller's.
   *
   * @param leases touches the lease
   * @param scheduler says when to look
   * @param executor runs the looks and the listener
   */
  public record Threads(
      ScheduledExecutorService leases, ScheduledExecutorService scheduler, Executor executor) {}

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
      LOG.warn("Could not touch the lease in {}; trying again", process.label(), e);
    }
  }

  private void tick() {
    ticking.lock();
    try {
      if (!stopped && look()) {
        close();
      }
      failing = false;
    } catch (RuntimeException e) {
      pauseMillis = RETRY_MILLIS;
      if (failing) {
        LOG.debug("Could not follow the run in {} again", process.label(), e);
      } else {
        LOG.warn("Could not follow the run in {}; trying again", process.label(), e);
      }
      failing = true;
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
    // In this order: what is in the spool after the end was seen is all there will ever be.
    Watched.Look<S, E> seen = process.look();
    if (!startTold && seen.started().isPresent()) {
      listener.started(seen.started().get());
      startTold = true;
    }
    Optional<E> end = seen.end();
    boolean wrote = deliver();
    if (end.isPresent()) {
      // Whoever is told of the end may remove the directory with the lease in it.
      endSeen = true;
    }
    if (end.isPresent() && !wrote) {
      tellEnd(end.get());
      return true;
    }
    pauseMillis = wrote ? BUSY_MILLIS : Math.min(idleMillis, pauseMillis + BUSY_MILLIS);
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
      LOG.error("The rest of the output of the run in {} is lost", process.label(), e);
      return List.of();
    }
  }

  private void tellEnd(E end) {
    // Whoever is told may remove the folder, which an open file prevents on Windows.
    spool.close();
    try {
      listener.ended(end);
    } catch (RuntimeException e) {
      LOG.error("The end of the run in {} was not dealt with", process.label(), e);
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
      LOG.warn("Nothing follows the run in {}: its executor refuses", process.label());
    }
  }

  private void again() {
    try {
      Future<?> unused = scheduler.schedule(this::tickLater, pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The watch of {} ends with its scheduler", process.label());
    }
  }
}
