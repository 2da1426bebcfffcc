package io.energyops.notification;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.event.Outbox;
import io.energyops.identity.IdSource;
import io.energyops.run.ExecutionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns error lines of running programs into notifications, as many as the throttler allows, and
 * tells how many it held back. Notification and event become true in one transaction.
 *
 * <p>The log path only puts into a bounded queue: it never waits for the database and never gets an
 * exception. A scheduler writes the queue; while the database is away notifications wait in it, and
 * those that find no room are counted as lost. Thread-safe.
 */
@Internal
public final class ErrorNotifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorNotifier.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final ProgramNames names = new ProgramNames();
  private final NotificationWriter writer;
  private final NotificationThrottler throttler;
  private final IdSource ids;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Future<?> ticking;

  /**
   * Creates a notifier, which writes nothing before {@link #start}.
   *
   * @param database where notifications are kept
   * @param outbox publishes their events
   * @param throttler decides
   * @param ids gives ids
   * @param clock gives the time of records
   * @param scheduler writes; stays the caller's
   */
  public ErrorNotifier(
      Database database,
      Outbox outbox,
      NotificationThrottler throttler,
      IdSource ids,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.writer = new NotificationWriter(database, outbox, clock);
    this.throttler = throttler;
    this.ids = ids;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** Begins to write, and to tell digests that are due. */
  public void start() {
    long millis = EVERY.toMillis();
    ticking = scheduler.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes a line of a program's output. Lines that report no error are none of its business. Never
   * blocks or throws.
   *
   * @param id the execution
   * @param programName name for people
   * @param text the line
   */
  public void line(ExecutionId id, String programName, String text) {
    try {
      if (!ErrorLine.matches(text)) {
        return;
      }
      if (throttler.shouldCreateNotification(id, text)) {
        offer(ErrorContents.line(id, programName, text, throttler.drainDigest(id)));
      } else {
        names.remember(id, programName);
      }
    } catch (RuntimeException | Error e) {
      failed("take a line", e);
    }
  }

  /**
   * Tells what is still held back for an execution, and forgets it. Never blocks or throws.
   *
   * @param id the execution that has ended
   * @param programName name for people
   */
  public void ended(ExecutionId id, String programName) {
    try {
      Optional<Digest> digest = throttler.drainDigest(id);
      throttler.forget(id);
      names.forget(id);
      digest.ifPresent(held -> offer(ErrorContents.digest(id, programName, held)));
    } catch (RuntimeException | Error e) {
      failed("tell a digest", e);
    }
  }

  /**
   * Writes what waits, and the digests that are due, on the calling thread.
   *
   * @throws io.energyops.database.DatabaseException when the database is out of reach; what waits
   *     goes on waiting
   */
  public void drain() {
    for (ExecutionId id : throttler.dueDigests()) {
      throttler
          .drainDigest(id)
          .ifPresent(held -> offer(ErrorContents.digest(id, names.of(id), held)));
      names.forget(id);
    }
    throttler.drainUnclaimed().ifPresent(held -> offer(ErrorContents.digest(null, null, held)));
    writer.drain();
  }

  /**
   * Returns the counts so far.
   *
   * @return the counts
   */
  public ErrorNotifierStats stats() {
    return new ErrorNotifierStats(
        writer.written(), writer.waiting(), writer.lost(), failures.get());
  }

  /** Writes what waits, for three seconds at most, and ends. Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Future<?> task = ticking;
    if (task == null) {
      return;
    }
    task.cancel(false);
    try {
      scheduler.submit(this::tick).get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      LOG.debug("The last notifications could not be written", e);
    }
    int left = writer.waiting();
    if (left > 0) {
      LOG.error("{} notifications of errors were lost at the end", left);
    }
  }

  private void offer(NotificationContent content) {
    Notification notification =
        new Notification(ids.next(), content, false, false, StoredNotifications.now(clock), null);
    writer.offer(notification);
    if (ticking != null && woken.compareAndSet(false, true)) {
      try {
        scheduler.execute(this::tick);
      } catch (RejectedExecutionException e) {
        woken.set(false);
        LOG.debug("The scheduler takes no work; notifications wait", e);
      }
    }
  }

  private void tick() {
    woken.set(false);
    try {
      drain();
      warned.set(false);
    } catch (Throwable t) {
      failed("write notifications", t);
    }
  }

  private void failed(String what, Throwable t) {
    failures.incrementAndGet();
    if (warned.compareAndSet(false, true)) {
      LOG.warn("The error notifier could not {}; it goes on trying", what, t);
    }
  }
}
