package io.energyops.log;

import io.energyops.error.EnergyOpsException;
import io.energyops.event.DeliveredEvent;
import io.energyops.event.Event;
import io.energyops.event.EventHub;
import io.energyops.event.Subscription;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import io.energyops.run.ExecutionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A follower's place at the hub, taken again when it is lost. Thread-safe. */
final class LiveFeed {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /** What the hub had to say. */
  enum Signal {
    /** There are lines in the inbox. */
    LINES,
    /** Something else happened, or events were lost: the database knows. */
    LOOK
  }

  private final ExecutionId id;
  private final @Nullable EventHub hub;
  private final LiveInbox inbox;
  private final Consumer<Signal> signals;
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private volatile boolean closed;

  LiveFeed(ExecutionId id, @Nullable EventHub hub, LiveInbox inbox, Consumer<Signal> signals) {
    this.id = id;
    this.hub = hub;
    this.inbox = inbox;
    this.signals = signals;
  }

  /** Subscribes where that is not so; called by one thread at a time. */
  void ensure() {
    if (hub == null || closed || subscription.get() != null) {
      return;
    }
    try {
      Subscription made =
          hub.subscribe(Topic.execution(id), SubscriptionOptions.live(), this::accept);
      subscription.set(made);
      CompletableFuture<Void> unused = made.completion().thenRun(() -> lost(made));
      if (closed) {
        made.close();
      }
    } catch (EnergyOpsException e) {
      LOG.debug("No live log lines of execution {}: the hub takes no subscription", id, e);
    }
  }

  void close() {
    closed = true;
    Subscription open = subscription.getAndSet(null);
    if (open != null) {
      open.close();
    }
  }

  private void lost(Subscription ended) {
    if (subscription.compareAndSet(ended, null)) {
      signals.accept(Signal.LOOK);
    }
  }

  private void accept(DeliveredEvent delivered) {
    Event event = delivered.event();
    if (!event.type().equals(LiveLog.TYPE)) {
      signals.accept(Signal.LOOK);
      return;
    }
    try {
      inbox.add(LiveLog.lines(id, event));
      signals.accept(Signal.LINES);
    } catch (RuntimeException e) {
      LOG.debug("An event of execution {} holds no log lines", id, e);
      signals.accept(Signal.LOOK);
    }
  }
}
