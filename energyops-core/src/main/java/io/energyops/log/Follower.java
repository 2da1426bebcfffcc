package io.energyops.log;

import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.run.ExecutionId;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one log to one listener: lines of the hub where they are next, all others from the
 * database. Its turns never overlap; what they change belongs to them alone.
 */
final class Follower implements LogSubscription {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int PAGE_LINES = 500;
  private static final Duration GAP_INTERVAL = Duration.ofMillis(100);

  private final ExecutionId id;
  private final LogListener listener;
  private final LogReadRepository repository;
  private final FollowSettings settings;
  private final Consumer<Follower> whenEnded;

  private final LiveInbox inbox = new LiveInbox();
  private final LiveFeed feed;
  private final FollowTimer timer;
  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicBoolean lookWanted = new AtomicBoolean(true);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<Void> completion = new CompletableFuture<>();

  // Of the turns.
  private final Patience patience;
  private long next;
  private long lookedAtNanos;
  private boolean failing;

  Follower(
      ExecutionId id,
      long fromLine,
      LogListener listener,
      LogReadRepository repository,
      FollowSettings settings,
      Consumer<Follower> whenEnded) {
    this.id = id;
    this.next = fromLine;
    this.listener = listener;
    this.repository = repository;
    this.settings = settings;
    this.whenEnded = whenEnded;
    this.patience = new Patience(settings.gapPatience().toNanos(), settings.nanoTicker());
    this.timer = new FollowTimer(settings.scheduler(), settings.nanoTicker(), this::look);
    this.feed =
        new LiveFeed(
            id,
            settings.hub(),
            inbox,
            what -> {
              if (what == LiveFeed.Signal.LOOK) {
                look();
              } else {
                signal();
              }
            });
  }

  void start() {
    // On the caller's thread: what is published after follow returned is not missed.
    feed.ensure();
    signal();
  }

  @Override
  public CompletableFuture<Void> completion() {
    // Not copy(), which wraps what went wrong once more.
    CompletableFuture<Void> view = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        completion.whenComplete(
            (nothing, reason) -> {
              if (reason == null) {
                view.complete(null);
              } else {
                view.completeExceptionally(reason);
              }
            });
    return view;
  }

  @Override
  public void close() {
    end(new CancellationException("The log of execution " + id + " is no longer followed"));
  }

  void closeWithLogs() {
    end(closed("reader", null));
  }

  private void look() {
    lookWanted.set(true);
    signal();
  }

  private void signal() {
    if (signals.getAndIncrement() == 0) {
      submit();
    }
  }

  private void submit() {
    try {
      settings.executor().execute(this::turns);
    } catch (RejectedExecutionException e) {
      end(
          new ConflictException(
              ErrorCode.CLOSED, "The executor of the log followers is closed", e));
    }
  }

  private static ConflictException closed(String what, @Nullable Throwable cause) {
    return new ConflictException(
        ErrorCode.CLOSED, "The " + what + " of the log followers is closed", cause);
  }

  private void turns() {
    int seen = signals.get();
    try {
      turn();
    } catch (RuntimeException | Error e) {
      LOG.warn("Following the log of execution {} failed", id, e);
      end(e);
    }
    if (signals.addAndGet(-seen) != 0) {
      submit();
    }
  }

  private void turn() {
    if (ended.get()) {
      return;
    }
    boolean gap = deliverLive();
    long now = settings.nanoTicker().getAsLong();
    boolean again = gap && now - lookedAtNanos >= GAP_INTERVAL.toNanos();
    if (lookWanted.getAndSet(false) || again) {
      // Before the look: what is published while it reads is in the inbox then.
      feed.ensure();
      gap = lookOnce();
      lookedAtNanos = settings.nanoTicker().getAsLong();
    }
    if (!ended.get() && !timer.within(gap ? shorter() : settings.pollInterval())) {
      end(closed("timer", null));
    }
  }

  private Duration shorter() {
    Duration poll = settings.pollInterval();
    return poll.compareTo(GAP_INTERVAL) < 0 ? poll : GAP_INTERVAL;
  }

  /** Returns whether a line is missing that is on its way. */
  private boolean lookOnce() {
    try {
      boolean gap = deliverStored();
      failing = false;
      return gap;
    } catch (NotFoundException e) {
      end(e);
    } catch (EnergyOpsException e) {
      if (!failing && !ended.get()) {
        LOG.warn("The log of execution {} cannot be read now; it is tried again", id, e);
      }
      failing = true;
    }
    return false;
  }

  private boolean deliverStored() {
    LogState state = repository.from(id, next, PAGE_LINES);
    while (deliver(state.page())) {
      if (state.page().nextLine().isEmpty()) {
        boolean gap = deliverLive();
        // Live lines of an owner that lost the execution may never be stored: they hold no end up.
        return state.status().terminal() ? finish(state) : gap;
      }
      state = repository.from(id, next, PAGE_LINES);
    }
    return !ended.get();
  }

  /** Ends when nothing is missing; returns whether something is. */
  private boolean finish(LogState state) {
    if (ended.get()) {
      return false;
    }
    boolean complete = next > state.outputLines() || allDelivered(state.outputLines());
    if (complete || patience.over(next)) {
      if (!complete) {
        LOG.warn("Execution {} has {} log lines, but not all are there", id, state.outputLines());
      }
      end(null);
    }
    return !complete;
  }

  private boolean allDelivered(long lines) {
    // Counted first: a line that came between the two reads is on the page then.
    return repository.count(id) >= lines && repository.from(id, next, 1).page().entries().isEmpty();
  }

  /** Returns whether the whole page was delivered; false at a gap that may still be filled. */
  private boolean deliver(LogPage page) {
    for (LogEntry entry : page.entries()) {
      if (!isNext(entry) && !patience.over(next)) {
        return false;
      }
      if (!deliver(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the first waiting line is not the next one. */
  private boolean deliverLive() {
    LogEntry first = inbox.firstFrom(next);
    while (first != null && isNext(first) && deliver(first)) {
      first = inbox.firstFrom(next);
    }
    return first != null && !ended.get();
  }

  /** Most logs begin at 1, some hosts number from 0. */
  private boolean isNext(LogEntry entry) {
    return entry.lineNumber() == next || (next == 0 && entry.lineNumber() == 1);
  }

  private boolean deliver(LogEntry entry) {
    if (ended.get()) {
      return false;
    }
    next = entry.lineNumber() + 1;
    try {
      listener.onLine(entry);
      return true;
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.warn("A listener of the log of execution {} threw and is told no more", id, e);
      end(e);
      return false;
    }
  }

  private void end(@Nullable Throwable reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    timer.stop();
    feed.close();
    whenEnded.accept(this);
    if (reason == null) {
      completion.complete(null);
    } else {
      completion.completeExceptionally(reason);
    }
  }
}
