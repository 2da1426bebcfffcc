package io.energyops.notification;

import io.energyops.database.Database;
import io.energyops.database.DatabaseException;
import io.energyops.database.Transaction;
import io.energyops.error.ErrorCategory;
import io.energyops.event.Event;
import io.energyops.event.Outbox;
import io.energyops.event.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes waiting notifications with their event, each batch in one transaction. Thread-safe. */
final class NotificationWriter {

  private static final Logger LOG = LoggerFactory.getLogger(NotificationWriter.class);
  private static final int CAPACITY = 512;

  /** So few that one event holds them, whatever they say. */
  private static final int BATCH = 20;

  private final NotificationRepository repository = new NotificationRepository();
  private final PendingNotifications pending = new PendingNotifications(CAPACITY);
  private final Database database;
  private final Outbox outbox;
  private final Clock clock;

  /** One writer, so that a batch is the beginning of the queue until it is removed. */
  private final ReentrantLock writing = new ReentrantLock();

  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  NotificationWriter(Database database, Outbox outbox, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  void offer(Notification notification) {
    if (!pending.offer(notification)) {
      lost.incrementAndGet();
      if (full.compareAndSet(false, true)) {
        LOG.error("Notifications of errors are lost: the database has not taken {}", CAPACITY);
      }
    }
  }

  void drain() {
    writing.lock();
    try {
      List<Notification> batch = pending.first(BATCH);
      while (!batch.isEmpty()) {
        write(batch);
        pending.removeFirst(batch.size());
        batch = pending.first(BATCH);
      }
      full.set(false);
    } finally {
      writing.unlock();
    }
  }

  int waiting() {
    return pending.size();
  }

  long written() {
    return written.get();
  }

  long lost() {
    return lost.get();
  }

  // One that the database will never take must not keep the others waiting.
  private void write(List<Notification> batch) {
    try {
      written.addAndGet(database.write(tx -> insert(tx, batch)));
    } catch (DatabaseException e) {
      if (e.code().category() == ErrorCategory.UNAVAILABLE) {
        throw e;
      }
      if (batch.size() > 1) {
        batch.forEach(notification -> write(List.of(notification)));
      } else {
        lost.incrementAndGet();
        LOG.error("The database refused notification {}; it is lost", batch.get(0).id(), e);
      }
    }
  }

  private int insert(Transaction tx, List<Notification> batch) {
    List<Notification> fresh = new ArrayList<>();
    for (Notification notification : batch) {
      if (repository.insert(tx, notification)) {
        fresh.add(notification);
      }
    }
    if (!fresh.isEmpty()) {
      Event event =
          Event.of("notification:new", Notification.payload(fresh, StoredNotifications.now(clock)));
      outbox.publish(tx, Topic.DASHBOARD, event);
    }
    return fresh.size();
  }
}
