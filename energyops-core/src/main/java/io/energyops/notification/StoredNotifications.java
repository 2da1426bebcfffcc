package io.energyops.notification;

import io.energyops.database.Database;
import io.energyops.database.Page;
import io.energyops.database.TimeKey;
import io.energyops.database.Transaction;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.identity.IdSource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The notifications in the database. */
final class StoredNotifications implements Notifications {

  private final NotificationRepository repository = new NotificationRepository();
  private final Database database;
  private final IdSource ids;
  private final Clock clock;

  StoredNotifications(Database database, IdSource ids, Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Page<Notification> list(NotificationQuery query) {
    Optional<TimeKey> after = query.after().map(TimeKey::parse);
    return Page.of(
        database.read(tx -> repository.list(tx, query, after)),
        query.limit(),
        notification -> new TimeKey(notification.createdAt(), notification.id()).toString());
  }

  @Override
  public void markRead(String id) {
    Instant now = now(clock);
    if (!database.write(tx -> repository.markRead(tx, id, now))) {
      throw new NotFoundException(ErrorCode.NOT_FOUND, "Notification " + id + " does not exist");
    }
  }

  @Override
  public List<Notification> unreadSince(Instant since, int limit) {
    return database.read(tx -> repository.unreadSince(tx, since, limit));
  }

  @Override
  public Notification create(Transaction tx, NotificationContent content) {
    Notification notification =
        new Notification(ids.next(), content, false, false, now(clock), null);
    repository.insert(tx, notification);
    return notification;
  }

  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
