package io.energyops.event;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.Transaction;
import io.energyops.error.EnergyOpsException;
import io.energyops.identity.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the committed outbox rows of its own node into the stream table, numbered without gaps, and
 * publishes them to the hub of this JVM in that order. Rows move in the order of their ids; one
 * that commits late moves late, and nothing waits for a transaction that is still open.
 *
 * <p>Every event of the stream that is newer than the relay is published here once, also after a
 * commit whose answer was lost. A JVM that ends between the move and the publishing takes nothing
 * from anybody: the subscribers that the events would have reached ended with it, and other nodes
 * read them in the stream.
 *
 * <p>One relay per node. Thread-safe; it works on the scheduler it is given.
 */
@Internal
public final class EventRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final int SWEEP_ROWS = 1_000;
  private static final int SWEEP_SLICES = 100;
  private static final int BATCHES_PER_PASS = 64;
  private static final long UNKNOWN = -1;

  private final OutboxRepository repository = new OutboxRepository();
  private final Database database;
  private final Node node;
  private final EventHub hub;
  private final ScheduledExecutorService scheduler;
  private final RelaySettings settings;

  /** Held for a whole pass, so that events go out in one order; guards {@link #published}. */
  private final ReentrantLock lock = new ReentrantLock();

  private long published = UNKNOWN;

  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicLong passes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong publishedCount = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong swept = new AtomicLong();
  private volatile @Nullable Future<?> polling;
  private volatile @Nullable Future<?> sweeping;

  /**
   * Creates a relay, which does nothing before {@link #start}.
   *
   * @param database where outbox and stream are
   * @param node this JVM
   * @param hub takes the events; stays the caller's
   * @param scheduler runs the relay; stays the caller's
   * @param settings how it works
   */
  public EventRelay(
      Database database,
      Node node,
      EventHub hub,
      ScheduledExecutorService scheduler,
      RelaySettings settings) {
    this.database = database;
    this.node = node;
    this.hub = hub;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /** Begins to relay. What a former JVM of this node left in the outbox goes out too. */
  public void start() {
    if (closed.get() || !started.compareAndSet(false, true)) {
      return;
    }
    long poll = settings.poll().toMillis();
    polling = scheduler.scheduleWithFixedDelay(this::passSafely, poll, poll, TimeUnit.MILLISECONDS);
    long sweep = SWEEP_EVERY.toMillis();
    sweeping =
        scheduler.scheduleWithFixedDelay(this::sweepSafely, sweep, sweep, TimeUnit.MILLISECONDS);
  }

  /** Tells that there is work. Never blocks or throws; many calls at once make one pass. */
  public void wake() {
    if (closed.get() || !started.get() || !woken.compareAndSet(false, true)) {
      return;
    }
    try {
      scheduler.execute(this::passSafely);
    } catch (RejectedExecutionException e) {
      woken.set(false);
      LOG.debug("The scheduler of the relay takes no work; the next look finds the rows", e);
    }
  }

  /**
   * Relays what is committed now, on the calling thread.
   *
   * @throws EnergyOpsException when the database is out of reach
   */
  public void drain() {
    while (pass()) {
      LOG.trace("More rows wait");
    }
  }

  /**
   * Takes the events that are older than the retention out of the stream, of every node, in slices.
   * Done every ten minutes by itself.
   *
   * @throws EnergyOpsException when the database is out of reach
   */
  public void sweep() {
    for (String owner : database.read(repository::nodes)) {
      for (int slice = 0; slice < SWEEP_SLICES && !closed.get(); slice++) {
        int gone =
            database.write(tx -> repository.sweep(tx, owner, settings.retention(), SWEEP_ROWS));
        swept.addAndGet(gone);
        if (gone == 0) {
          break;
        }
      }
    }
  }

  /**
   * Returns the counts so far.
   *
   * @return the counts
   */
  public RelayStats stats() {
    return new RelayStats(
        passes.get(), failures.get(), publishedCount.get(), unreadable.get(), swept.get());
  }

  /** Relays what is committed, within the limit of the settings, and ends. Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    cancel(polling);
    cancel(sweeping);
    if (!started.get()) {
      return;
    }
    try {
      scheduler
          .submit(this::passSafely)
          .get(settings.closeLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      LOG.warn("Events of node {} wait in the outbox until it starts again", node.id(), e);
    }
  }

  private void passSafely() {
    woken.set(false);
    try {
      for (int batch = 0; batch < BATCHES_PER_PASS && pass(); batch++) {
        LOG.trace("More rows wait");
      }
      failing.set(false);
    } catch (Throwable t) {
      failed("relay its events", t);
    }
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (Throwable t) {
      failed("sweep the event stream", t);
    }
  }

  private void failed(String what, Throwable t) {
    failures.incrementAndGet();
    if (failing.compareAndSet(false, true)) {
      LOG.warn("Node {} could not {}; it goes on trying", node.id(), what, t);
    } else {
      LOG.debug("Node {} still cannot {}", node.id(), what, t);
    }
  }

  /** Relays one batch and says whether there may be more. */
  private boolean pass() {
    lock.lock();
    try {
      begin();
      boolean more = false;
      if (database.read(tx -> repository.waiting(tx, node.id(), published))) {
        List<StreamRow> rows = database.write(this::moved);
        rows.forEach(this::publish);
        more = rows.size() == settings.batchRows();
      }
      passes.incrementAndGet();
      return more;
    } finally {
      lock.unlock();
    }
  }

  // What is published is read back from the stream, not taken from the move: after a commit whose
  // answer was lost the rows are there, and would otherwise never reach this hub.
  private List<StreamRow> moved(Transaction tx) {
    repository.move(tx, node.id(), settings.batchRows());
    return repository.after(tx, node.id(), published, settings.batchRows());
  }

  private void begin() {
    if (published == UNKNOWN) {
      published = database.read(tx -> repository.lastSequence(tx, node.id()));
    }
  }

  private void publish(StreamRow row) {
    try {
      hub.publish(Topic.of(row.topic()), Event.ofPayload(row.type(), row.payload()));
      publishedCount.incrementAndGet();
    } catch (RuntimeException e) {
      unreadable.incrementAndGet();
      LOG.warn(
          "Event {} of node {} is none that this release can read; it was left out",
          row.sequence(),
          node.id(),
          e);
    }
    published = row.sequence();
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }
}
