package io.energyops.upload;

import io.energyops.database.Transaction;
import io.energyops.run.ImportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of datasets in their tables. */
final class ImportRowRepository {

  /**
   * A row on its way to or from the table.
   *
   * @param id its id, rising in the order of the file
   * @param values in the order of the dataset's columns
   */
  @SuppressWarnings("ArrayRecordComponent")
  record StoredRow(String id, @Nullable Object[] values) {}

  void insert(Transaction tx, Dataset<?> dataset, ImportId id, List<StoredRow> rows, Instant now) {
    List<Column> columns = dataset.columns();
    PreparedBatch batch = tx.batch(insertSql(dataset));
    for (StoredRow row : rows) {
      batch.bind("id", row.id()).bind("import", id.value()).bind("now", now);
      for (int index = 0; index < columns.size(); index++) {
        batch.bindByType("c" + index, row.values()[index], columns.get(index).type().bound());
      }
      batch.add();
    }
    batch.execute();
  }

  /** Deletes some rows of an import; fewer than the limit were the last. */
  int deleteSlice(Transaction tx, Dataset<?> dataset, ImportId id, int limit) {
    return tx.update(
            """
            delete from #TABLE where id in (select id from #TABLE where import_id = :id limit :limit)
            """
                .replace("TABLE", dataset.table()))
        .bind("id", id.value())
        .bind("limit", limit)
        .execute();
  }

  /**
   * Reads rows in the order of the file. The rows of an import lie next to each other in the order
   * of ids, while the index by import would have to be sorted for each page; hence the expression
   * around its column, which keeps a planner from choosing that index.
   */
  List<StoredRow> page(
      Transaction tx, Dataset<?> dataset, ImportId id, String afterId, long limit) {
    String columns =
        dataset.columns().stream().map(Column::databaseColumn).collect(Collectors.joining(", "));
    return tx.query(
            """
            select id, COLUMNS from #TABLE
            where import_id || '' = :import and id > :after order by id limit :limit
            """
                .replace("COLUMNS", columns)
                .replace("TABLE", dataset.table()))
        .bind("import", id.value())
        .bind("after", afterId)
        .bind("limit", limit)
        .map((row, context) -> row(row, context, dataset))
        .list();
  }

  private static String insertSql(Dataset<?> dataset) {
    String columns =
        dataset.columns().stream().map(Column::databaseColumn).collect(Collectors.joining(", "));
    String parameters =
        IntStream.range(0, dataset.columns().size())
            .mapToObj(index -> ":c" + index)
            .collect(Collectors.joining(", "));
    return "insert into #"
        + dataset.table()
        + " (id, import_id, created_at, "
        + columns
        + ") values (:id, :import, :now, "
        + parameters
        + ")";
  }

  private static StoredRow row(ResultSet row, StatementContext context, Dataset<?> dataset)
      throws SQLException {
    List<Column> columns = dataset.columns();
    @Nullable Object[] values = new Object[columns.size()];
    for (int index = 0; index < values.length; index++) {
      Class<?> type = columns.get(index).type().bound();
      values[index] = context.findColumnMapperFor(type).orElseThrow().map(row, index + 2, context);
    }
    return new StoredRow(row.getString(1), values);
  }
}
