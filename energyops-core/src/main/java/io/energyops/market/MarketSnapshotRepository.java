package io.energyops.market;

import io.energyops.database.Dialect;
import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.run.ImportId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL over stored market snapshots of visible imports. */
final class MarketSnapshotRepository {

  private static final String VISIBLE =
      """
       from #market_snapshot_data d join #import i on i.id = d.import_id and i.status = 'visible'
      """;

  /** Decimal places of SQLite's scaled integers. */
  private static final int SCALE = 6;

  // SQLite's sum of integers fails beyond 64 bits, which ten values of twelve digits reach. The two
  // halves of a value have nine digits each, so their sums hold for nine milliards of rows.
  private static final long HALF = 1_000_000_000L;

  StatsAccumulator sums(Transaction tx, Instant start, Instant end) {
    return tx.query(
            "select "
                + sums(tx)
                + VISIBLE
                + " where d.time_period >= :start and d.time_period < :end")
        .bind("start", start)
        .bind("end", end)
        .map((row, context) -> accumulated(tx, row, context))
        .one();
  }

  /** Empty when there is no visible import of this id. */
  Optional<StatsAccumulator> sums(Transaction tx, ImportId id) {
    boolean visible =
        tx.query("select count(*) from #import where id = :id and status = 'visible'")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one()
            == 1;
    if (!visible) {
      return Optional.empty();
    }
    return Optional.of(
        tx.query("select " + sums(tx) + VISIBLE + " where d.import_id = :id")
            .bind("id", id.value())
            .map((row, context) -> accumulated(tx, row, context))
            .one());
  }

  List<StoredSnapshot> page(
      Transaction tx, Instant start, Instant end, @Nullable StoredSnapshot after, int limit) {
    String from =
        after == null
            ? " where d.time_period >= :start"
            : " where (d.time_period, d.id) > (:start, :afterId)";
    Query page =
        tx.query(
                "select d.*"
                    + VISIBLE
                    + from
                    + " and d.time_period < :end order by d.time_period, d.id limit :limit")
            .bind("end", end)
            .bind("limit", limit)
            .bind("start", after == null ? start : after.record().timePeriod());
    if (after != null) {
      page.bind("afterId", after.id());
    }
    return page.map(MarketSnapshotRepository::snapshot).list();
  }

  private static String sums(Transaction tx) {
    StringBuilder sql = new StringBuilder("count(*) as records, max(d.created_at) as latest");
    for (MarketColumn column : MarketColumn.values()) {
      String name = column.columnName();
      sql.append(", count(d.").append(name).append(") as n_").append(name);
      if (tx.dialect() == Dialect.SQLITE) {
        sql.append(", sum(d.").append(name).append(" / ").append(HALF).append(") as h_");
        sql.append(name).append(", sum(d.").append(name).append(" % ").append(HALF);
        sql.append(") as l_").append(name);
      } else {
        sql.append(", sum(d.").append(name).append(") as s_").append(name);
      }
    }
    return sql.toString();
  }

  private static StatsAccumulator accumulated(
      Transaction tx, ResultSet row, StatementContext context) throws SQLException {
    StatsAccumulator sums = new StatsAccumulator();
    sums.addRecords(row.getLong("records"), SqlColumns.instantOrNull(row, context, "latest"));
    for (MarketColumn column : MarketColumn.values()) {
      String name = column.columnName();
      BigDecimal sum =
          tx.dialect() == Dialect.SQLITE
              ? halves(row.getLong("h_" + name), row.getLong("l_" + name))
              : row.getBigDecimal("s_" + name);
      sums.addColumn(column, sum, row.getLong("n_" + name));
    }
    return sums;
  }

  private static BigDecimal halves(long high, long low) {
    return BigDecimal.valueOf(high)
        .multiply(BigDecimal.valueOf(HALF))
        .add(BigDecimal.valueOf(low))
        .movePointLeft(SCALE);
  }

  private static StoredSnapshot snapshot(ResultSet row, StatementContext context)
      throws SQLException {
    MarketSnapshotRecord record =
        MarketSnapshotRecord.builder(
                SqlColumns.instant(row, context, "time_period"),
                row.getInt("timeblock"),
                SqlColumns.instant(row, context, "created_at"))
            .damPrice(SqlColumns.decimalOrNull(row, context, "dam_price"))
            .gdamPrice(SqlColumns.decimalOrNull(row, context, "gdam_price"))
            .rtmPrice(SqlColumns.decimalOrNull(row, context, "rtm_price"))
            .scheduledMw(SqlColumns.decimalOrNull(row, context, "scheduled_mw"))
            .modelResultMw(SqlColumns.decimalOrNull(row, context, "modelresult_mw"))
            .purchaseBidMw(SqlColumns.decimalOrNull(row, context, "purchase_bid_mw"))
            .sellBidMw(SqlColumns.decimalOrNull(row, context, "sell_bid_mw"))
            .build();
    return new StoredSnapshot(row.getString("id"), record);
  }
}
