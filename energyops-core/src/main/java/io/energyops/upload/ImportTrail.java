package io.energyops.upload;

import io.energyops.activity.Activities;
import io.energyops.activity.ActivityEntry;
import io.energyops.database.Transaction;
import io.energyops.event.Outbox;
import io.energyops.event.Topic;
import io.energyops.run.ImportId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an import leaves beside its rows: an activity, and an event when rows became visible. */
final class ImportTrail {

  private static final String TYPE = "upload";
  private static final String ENTITY = "Import";

  private final Activities activities;
  private final Outbox outbox;

  ImportTrail(Activities activities, Outbox outbox) {
    this.activities = activities;
    this.outbox = outbox;
  }

  void ended(
      Transaction tx,
      NewImport fresh,
      ImportId id,
      ImportCounts counts,
      @Nullable String error,
      Instant now) {
    activities.record(
        tx,
        new ActivityEntry(
            TYPE,
            error == null ? "imported" : "refused",
            error == null ? "Data Imported" : "Data Import Failed",
            "File \"" + fresh.originalName() + "\": " + counts.message(fresh.sheet()),
            ENTITY,
            id.value(),
            fresh.user(),
            error == null ? ActivityEntry.SUCCESS : "failed",
            Map.of(
                "dataset", fresh.dataset().name(),
                "recordCount", counts.imported(),
                "refusedCount", counts.refused())));
    if (error == null) {
      outbox.publish(
          tx,
          Topic.DASHBOARD,
          fresh.dataset().news().event(fresh.dataset().name(), id, counts.imported(), now));
    }
  }

  void deleted(Transaction tx, StoredImport found, String user) {
    activities.record(
        tx,
        new ActivityEntry(
            TYPE,
            "deleted",
            "Import Deleted",
            "File \""
                + Objects.requireNonNullElse(found.originalName(), "unknown")
                + "\" and "
                + found.recordCount()
                + " rows deleted",
            ENTITY,
            found.id().value(),
            user,
            ActivityEntry.SUCCESS,
            Map.of("dataset", found.dataset().name(), "recordCount", found.recordCount())));
  }
}
