package io.energyops.upload;

import io.energyops.event.Event;
import io.energyops.run.ImportId;
import java.time.Instant;
import java.util.Map;

/** Which event tells the dashboards that rows of a dataset have come. */
enum ImportNews {
  DMO {
    @Override
    Event event(String dataset, ImportId id, long records, Instant now) {
      return Event.of(
          "dmo:data-uploaded", Map.of("module", dataset, "recordCount", records, "timestamp", now));
    }
  },
  SNAPSHOT {
    @Override
    Event event(String dataset, ImportId id, long records, Instant now) {
      return Event.of("market-snapshot:updated", details(dataset, id, records, now));
    }
  },
  DATA {
    @Override
    Event event(String dataset, ImportId id, long records, Instant now) {
      return Event.of("data:uploaded", details(dataset, id, records, now));
    }
  };

  abstract Event event(String dataset, ImportId id, long records, Instant now);

  private static Map<String, ?> details(String dataset, ImportId id, long records, Instant now) {
    return Map.of(
        "dataset", dataset, "importId", id.value(), "recordCount", records, "timestamp", now);
  }
}
