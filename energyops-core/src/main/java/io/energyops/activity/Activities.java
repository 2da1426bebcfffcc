package io.energyops.activity;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.Page;
import io.energyops.database.Transaction;
import io.energyops.identity.IdSource;
import java.time.Clock;

/** The activity log. Thread-safe. */
public interface Activities {

  /**
   * Creates the log of a database.
   *
   * @param database where it is
   * @param ids gives ids
   * @param clock gives the time of records
   * @return the log
   */
  @Internal
  static Activities create(Database database, IdSource ids, Clock clock) {
    return new StoredActivities(database, ids, clock);
  }

  /**
   * Lists activities, newest first.
   *
   * @param query which
   * @return one page
   * @throws io.energyops.error.InvalidArgumentException when the page key is malformed
   */
  Page<Activity> list(ActivityQuery query);

  /**
   * Records an activity in a transaction of its own.
   *
   * @param entry what was done
   * @return what was recorded
   * @throws io.energyops.error.InvalidArgumentException when the metadata has no JSON form
   */
  Activity record(ActivityEntry entry);

  /**
   * Records an activity together with what was done.
   *
   * @param tx the transaction that does it
   * @param entry what is done
   * @return what is recorded when the transaction commits
   * @throws io.energyops.error.InvalidArgumentException when the metadata has no JSON form
   */
  @Internal
  Activity record(Transaction tx, ActivityEntry entry);
}
