package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.market.MarketSnapshotStats;
import io.energyops.upload.Dataset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows the statistics of an import as a table, of the rows in memory and of what the database
 * holds.
 */
final class Statistics {

  private final EnergyOps ops;
  private final Screen screen;

  Statistics(EnergyOps ops, Screen screen) {
    this.ops = ops;
    this.screen = screen;
  }

  void show(WorkbookImport.Imported imported) {
    screen.heading("Statistics");
    ImportedRows rows = imported.rows();
    if (!rows.hasPrices()) {
      showVolumes(rows.table());
      return;
    }
    MarketSnapshotStats inMemory =
        ops.market().aggregateMarketSnapshotStats(rows.records(Instant.EPOCH));
    if (imported.dataset() == Dataset.MARKET_SNAPSHOT) {
      showBoth(inMemory, ops.market().statsForImport(imported.report().importId()));
    } else {
      showOne(inMemory);
    }
  }

  private void showOne(MarketSnapshotStats stats) {
    TextTable table = new TextTable("", "this import");
    for (Figure figure : Figure.values()) {
      table.row(figure.label, figure.of(stats));
    }
    table.lines().forEach(line -> screen.line("   " + line));
  }

  private void showBoth(MarketSnapshotStats first, MarketSnapshotStats second) {
    TextTable table = new TextTable("", "over rows in memory", "over the database");
    for (Figure figure : Figure.values()) {
      table.row(figure.label, figure.of(first), figure.of(second));
    }
    table.lines().forEach(line -> screen.line("   " + line));
  }

  private void showVolumes(CsvTable table) {
    TextTable shown = new TextTable("", "this import");
    shown.row("records", Integer.toString(table.size()));
    for (String column : new String[] {"ScheduledMW", "ActualMW", "ContractedMW", "BidVolumeMW"}) {
      if (table.has(column)) {
        shown.row("sum of " + column, amount(table.sum(column)));
      }
    }
    shown.lines().forEach(line -> screen.line("   " + line));
  }

  private static String amount(BigDecimal value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private enum Figure {
    RECORDS("records") {
      @Override
      String of(MarketSnapshotStats stats) {
        return Long.toString(stats.totalRecords());
      }
    },
    DAM("mean DAM price, Rs/MWh") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.avgDamPrice());
      }
    },
    RTM("mean RTM price, Rs/MWh") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.avgRtmPrice());
      }
    },
    GDAM("mean GDAM price, Rs/MWh") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.avgGdamPrice());
      }
    },
    SCHEDULED("sum of scheduled MW") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.totalScheduledVolume());
      }
    },
    MODEL("sum of model result MW") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.totalModelResultVolume());
      }
    },
    PURCHASE("sum of purchase bids, MW") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.totalPurchaseBidVolume());
      }
    },
    SELL("sum of sell bids, MW") {
      @Override
      String of(MarketSnapshotStats stats) {
        return amount(stats.totalSellBidVolume());
      }
    };

    private final String label;

    Figure(String label) {
      this.label = label;
    }

    abstract String of(MarketSnapshotStats stats);
  }
}
