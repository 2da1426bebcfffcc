package io.energyops.activity;

import io.energyops.database.Database;
import io.energyops.database.Page;
import io.energyops.database.TimeKey;
import io.energyops.database.Transaction;
import io.energyops.identity.IdSource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The activity log in the database. */
final class StoredActivities implements Activities {

  private final ActivityRepository repository = new ActivityRepository();
  private final Database database;
  private final IdSource ids;
  private final Clock clock;

  StoredActivities(Database database, IdSource ids, Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Page<Activity> list(ActivityQuery query) {
    Optional<TimeKey> after = query.after().map(TimeKey::parse);
    return Page.of(
        database.read(tx -> repository.list(tx, query, after)),
        query.limit(),
        activity -> new TimeKey(activity.createdAt(), activity.id()).toString());
  }

  @Override
  public Activity record(ActivityEntry entry) {
    return database.write(tx -> record(tx, entry));
  }

  @Override
  public Activity record(Transaction tx, ActivityEntry entry) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Activity activity = new Activity(ids.next(), entry, now);
    repository.insert(tx, activity);
    return activity;
  }
}
