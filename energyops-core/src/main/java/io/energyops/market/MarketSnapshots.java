package io.energyops.market;

import io.energyops.run.ImportId;
import java.time.Instant;

/**
 * Statistics over stored market snapshots, beside those over records in memory. Only the rows of
 * visible imports count. Thread-safe.
 */
public interface MarketSnapshots extends MarketAggregation {

  /**
   * Aggregates the stored records of one import.
   *
   * @param id the import
   * @return their statistics
   * @throws io.energyops.error.NotFoundException when there is no visible import of this id
   */
  MarketSnapshotStats statsForImport(ImportId id);

  /**
   * Reads the stored records of a time range, in the order of their time, in pages as the iterator
   * goes on: memory is bounded and no transaction stays open meanwhile, so an import that becomes
   * visible during the walk may be seen in part.
   *
   * @param start the first instant
   * @param end the end, exclusive
   * @return the records; each walk reads anew
   */
  Iterable<MarketSnapshotRecord> records(Instant start, Instant end);
}
