package io.energyops.upload;

import io.energyops.database.JsonText;
import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.run.ImportId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The rows of imports and their files. */
final class ImportRepository {

  private static final String SELECT =
      """
      select i.*, f.original_name, f.file_path
      from #import i left join #uploaded_file f on f.id = i.uploaded_file_id
      """;

  /** Makes a loading import and its file's row. */
  void begin(Transaction tx, Claim claim, NewImport fresh, Instant now) {
    tx.update(
            """
            insert into #uploaded_file (id, filename, original_name, file_path, file_type,
              file_size, mime_type, status, uploaded_by, created_at, updated_at)
            values (:id, :filename, :original, :path, :type, :size, :mime, 'processing', :user,
              :now, :now)
            """)
        .bind("id", fresh.fileId())
        .bind("filename", fresh.storedName())
        .bind("original", fresh.originalName())
        .bind("path", fresh.key().value())
        .bind("type", FileRules.extension(fresh.originalName()).substring(1))
        .bind("size", fresh.size())
        .bind("mime", fresh.mimeType())
        .bind("user", fresh.user())
        .bind("now", now)
        .execute();
    tx.update(
            """
            insert into #import (id, dataset, uploaded_file_id, status, sheet, available_sheets, time_zone,
              owner_node, fence, created_by, created_at, updated_at)
            values (:id, :dataset, :file, 'loading', :sheet, :sheets, :zone, :node, :fence, :user, :now,
              :now)
            """)
        .bind("id", claim.id().value())
        .bind("dataset", fresh.dataset().name())
        .bind("file", fresh.fileId())
        .bind("sheet", fresh.sheet())
        .bind("zone", fresh.zone().getId())
        .bind("sheets", JsonText.of(Map.of("sheets", fresh.availableSheets())))
        .bind("node", claim.node())
        .bind("fence", claim.fence())
        .bind("user", fresh.user())
        .bind("now", now)
        .execute();
  }

  /** Locks a loading import against a new owner until the end of the transaction. */
  boolean hold(Transaction tx, Claim claim, Instant now) {
    return tx.update(
                """
                update #import set updated_at = :now
                where id = :id and status = 'loading' and owner_node = :node and fence = :fence
                """)
            .bind("id", claim.id().value())
            .bind("node", claim.node())
            .bind("fence", claim.fence())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Ends the loading. Says whether the import was still the claimant's. */
  boolean end(
      Transaction tx, Claim claim, ImportCounts counts, @Nullable String error, Instant now) {
    if (!hold(tx, claim, now)) {
      return false;
    }
    tx.update(
            """
            update #import set status = :status, record_count = :records, refused_count = :refused,
              error_message = :error, visible_at = :visible
            where id = :id
            """)
        .bind("status", (error == null ? ImportStatus.VISIBLE : ImportStatus.FAILED).stored())
        .bind("records", counts.imported())
        .bind("refused", counts.refused())
        .bind("error", error)
        .bindByType("visible", error == null ? now : null, Instant.class)
        .bind("id", claim.id().value())
        .execute();
    tx.update(
            """
            update #uploaded_file set status = :status, error_message = :error, updated_at = :now
            where id = (select uploaded_file_id from #import where id = :id)
            """)
        .bind("status", error == null ? "completed" : "error")
        .bind("error", error)
        .bind("now", now)
        .bind("id", claim.id().value())
        .execute();
    return true;
  }

  /**
   * Hides an import from everybody and takes it over, unless its owner changed since it was read.
   */
  boolean markDeleting(Transaction tx, StoredImport found, String node, Instant now) {
    return tx.update(
                """
                update #import set status = 'deleting', owner_node = :node, fence = fence + 1,
                  updated_at = :now
                where id = :id and fence = :fence and status = :status
                """)
            .bind("node", node)
            .bind("now", now)
            .bind("id", found.id().value())
            .bind("fence", found.fence())
            .bind("status", found.status().stored())
            .execute()
        == 1;
  }

  /** Removes an import that is being deleted and its file's row. Says whether it was there. */
  boolean remove(Transaction tx, StoredImport found) {
    int removed =
        tx.update("delete from #import where id = :id and status = 'deleting'")
            .bind("id", found.id().value())
            .execute();
    if (removed > 0 && found.fileId() != null) {
      tx.update("delete from #uploaded_file where id = :id").bind("id", found.fileId()).execute();
    }
    return removed > 0;
  }

  Optional<StoredImport> find(Transaction tx, ImportId id) {
    return tx.query(SELECT + " where i.id = :id").bind("id", id.value()).map(mapper()).findOne();
  }

  /** Lists one import more than the limit, the newest first. */
  List<StoredImport> list(Transaction tx, ImportQuery query) {
    String sql =
        SELECT
            + " where i.status <> 'deleting'"
            + (query.dataset() == null ? "" : " and i.dataset = :dataset")
            + (query.after() == null ? "" : " and i.id < :after")
            + " order by i.id desc limit :limit";
    var statement = tx.query(sql).bind("limit", query.limit() + 1);
    if (query.dataset() != null) {
      statement.bind("dataset", query.dataset().name());
    }
    if (query.after() != null) {
      statement.bind("after", query.after());
    }
    return statement.map(mapper()).list();
  }

  /** Lists unfinished imports of a node, and of nodes that are gone. */
  List<StoredImport> unfinished(Transaction tx, String node) {
    return tx.query(
            SELECT
                + """
                 left join #node n on n.id = i.owner_node
                where i.status in ('loading', 'deleting')
                  and (i.owner_node is null or i.owner_node = :node or n.id is null
                    or n.state <> 'active' or n.lease_expires_at < #now)
                order by i.id
                """)
        .bind("node", node)
        .map(mapper())
        .list();
  }

  private static RowMapper<StoredImport> mapper() {
    return (row, context) ->
        new StoredImport(
            ImportId.of(row.getString("id")),
            dataset(row.getString("dataset")),
            row.getString("uploaded_file_id"),
            row.getString("original_name"),
            row.getString("file_path"),
            ImportStatus.ofStored(row.getString("status")),
            row.getString("sheet"),
            sheets(SqlColumns.jsonOrNull(row, context, "available_sheets")),
            row.getString("time_zone"),
            row.getLong("record_count"),
            row.getLong("refused_count"),
            row.getString("error_message"),
            row.getString("owner_node"),
            row.getLong("fence"),
            row.getString("created_by"),
            SqlColumns.instant(row, context, "created_at"),
            SqlColumns.instantOrNull(row, context, "visible_at"));
  }

  private static Dataset<?> dataset(String name) {
    return Dataset.named(name)
        .orElseThrow(
            () ->
                new EnergyOpsException(
                    ErrorCode.SCHEMA_TOO_NEW,
                    "An import is of a dataset that this release does not know: " + name));
  }

  private static List<String> sheets(@Nullable JsonText json) {
    return json != null && json.object().get("sheets") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }
}
