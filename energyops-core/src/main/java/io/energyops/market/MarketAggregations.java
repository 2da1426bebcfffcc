package io.energyops.market;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;

/** Makes the one aggregation of market snapshots. */
@Internal
public final class MarketAggregations {

  private MarketAggregations() {}

  /**
   * Creates the aggregation over records in memory and in a database.
   *
   * @param database where snapshots are stored
   * @return the aggregation
   */
  public static MarketSnapshots create(Database database) {
    return new StoredMarketSnapshots(database);
  }
}
