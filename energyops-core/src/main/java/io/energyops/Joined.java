package io.energyops;

import io.energyops.activity.Activities;
import io.energyops.activity.Activity;
import io.energyops.activity.ActivityEntry;
import io.energyops.database.HostTransaction;
import io.energyops.event.Event;
import io.energyops.event.Outbox;
import io.energyops.event.Topic;
import io.energyops.removal.DeleteReport;
import io.energyops.script.ScriptId;
import io.energyops.script.StoredScripts;
import io.energyops.upload.StagedImport;
import java.util.Objects;

/**
 * What can be done as part of a transaction of the host. All of it comes with the host's commit,
 * and nothing of it without: a roll-back, to the begin or to a savepoint of the host, takes it away
 * with everything else. An operation that throws leaves nothing of itself, and the host's
 * transaction goes on. Nothing is committed, rolled back or closed here.
 *
 * <p>Nothing tells the engine of the host's commit: it looks. Events go out within about a quarter
 * of a second after it, files are removed within some seconds.
 *
 * <p>Keep such transactions short. On SQLite they hold the one write lock from the joining on, and
 * every other write of the engine, heartbeats too, waits behind them and in the end fails with
 * {@link io.energyops.error.ErrorCode#DATABASE_UNAVAILABLE}. So does a call of the engine's other
 * parts that writes on the same thread before the commit.
 *
 * <p>As little thread-safe as the connection, and of use until the host's transaction ends. Each
 * operation throws {@link io.energyops.error.ConflictException} when that has ended, has failed or
 * may not write, and {@link io.energyops.database.DatabaseException} when the database is out of
 * reach or refuses; with code {@link io.energyops.error.ErrorCode#TRANSACTION_LOST} the host should
 * roll back and run its whole transaction again.
 */
public final class Joined {

  private final HostTransaction transaction;
  private final Outbox outbox;
  private final Activities activities;
  private final StoredScripts scripts;

  Joined(HostTransaction transaction, Outbox outbox, Activities activities, StoredScripts scripts) {
    this.transaction = transaction;
    this.outbox = outbox;
    this.activities = activities;
    this.scripts = scripts;
  }

  /**
   * Publishes an event when the host commits.
   *
   * @param topic whose subscribers get it
   * @param event the event
   */
  public void publish(Topic topic, Event event) {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(event, "event");
    transaction.run(
        tx -> {
          outbox.publish(tx, topic, event);
          return null;
        });
  }

  /**
   * Records an activity.
   *
   * @param entry what is done
   * @return what is recorded when the host commits
   * @throws io.energyops.error.InvalidArgumentException when the metadata has no JSON form
   */
  public Activity record(ActivityEntry entry) {
    Objects.requireNonNull(entry, "entry");
    return transaction.run(tx -> activities.record(tx, entry));
  }

  /**
   * Deletes a script with its executions, logs and artefacts, unless executions are running: it
   * waits for none of them. All log lines go in this one transaction; where an execution may have
   * written millions, {@link io.energyops.script.Scripts#delete(ScriptId,
   * io.energyops.script.RunningPolicy)} takes them away in slices instead.
   *
   * @param id the script
   * @return the rows that go when the host commits; the files are pending until after that
   * @throws io.energyops.error.NotFoundException when it does not exist
   * @throws io.energyops.script.ScriptRunningException when executions are running
   */
  public DeleteReport deleteScript(ScriptId id) {
    Objects.requireNonNull(id, "id");
    return transaction.run(tx -> scripts.delete(tx, id));
  }

  /**
   * Deletes a script.
   *
   * @param id the script's id
   * @return the rows that go when the host commits; the files are pending until after that
   * @throws io.energyops.error.InvalidArgumentException when the id is blank
   * @throws io.energyops.error.NotFoundException when it does not exist
   * @throws io.energyops.script.ScriptRunningException when executions are running
   */
  public DeleteReport deleteScript(String id) {
    return deleteScript(ScriptId.of(id));
  }

  /**
   * Makes the rows of a staged import visible, with its activity and its event. After a roll-back
   * it may be completed again.
   *
   * @param staged an import of this engine, staged before the host's transaction began
   * @throws io.energyops.error.ConflictException when it was completed or closed before, or no row
   *     of it was accepted
   */
  public void complete(StagedImport staged) {
    Objects.requireNonNull(staged, "staged");
    transaction.run(
        tx -> {
          staged.complete(tx);
          return null;
        });
  }
}
