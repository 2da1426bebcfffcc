package io.energyops.notification;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.Page;
import io.energyops.database.Transaction;
import io.energyops.identity.IdSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The notifications that are kept. Thread-safe. */
public interface Notifications {

  /**
   * Creates the notifications of a database.
   *
   * @param database where they are
   * @param ids gives ids
   * @param clock gives the time of records
   * @return the notifications
   */
  @Internal
  static Notifications create(Database database, IdSource ids, Clock clock) {
    return new StoredNotifications(database, ids, clock);
  }

  /**
   * Lists notifications that are not archived, newest first.
   *
   * @param query which
   * @return one page
   * @throws io.energyops.error.InvalidArgumentException when the page key is malformed
   */
  Page<Notification> list(NotificationQuery query);

  /**
   * Marks a notification read. Marking again changes nothing, not even the time.
   *
   * @param id its id
   * @throws io.energyops.error.NotFoundException when there is none of this id
   */
  void markRead(String id);

  /**
   * Lists what is unread, not archived and newer than a moment, oldest first.
   *
   * @param since the moment, exclusive
   * @param limit the most to list, 1 or more
   * @return the notifications
   */
  List<Notification> unreadSince(Instant since, int limit);

  /**
   * Makes a notification together with what it tells of.
   *
   * @param tx the transaction
   * @param content what it says
   * @return what is kept when the transaction commits
   * @throws io.energyops.error.InvalidArgumentException when the metadata has no JSON form
   */
  @Internal
  Notification create(Transaction tx, NotificationContent content);
}
