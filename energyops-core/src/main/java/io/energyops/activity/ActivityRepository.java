package io.energyops.activity;

import io.energyops.database.JsonText;
import io.energyops.database.SqlColumns;
import io.energyops.database.TimeKey;
import io.energyops.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL of the activity table. */
final class ActivityRepository {

  void insert(Transaction tx, Activity activity) {
    ActivityEntry entry = activity.entry();
    tx.update(
            """
            insert into #activity (id, type, action, title, description, entity_type, entity_id,
              user_id, status, metadata, created_at)
            values (:id, :type, :action, :title, :description, :entityType, :entityId,
              :userId, :status, :metadata, :createdAt)
            """)
        .bind("id", activity.id())
        .bind("type", entry.type())
        .bind("action", entry.action())
        .bind("title", entry.title())
        .bind("description", entry.description())
        .bind("entityType", entry.entityType())
        .bind("entityId", entry.entityId())
        .bind("userId", entry.userId())
        .bind("status", entry.status())
        .bind("metadata", JsonText.of(entry.metadata()))
        .bind("createdAt", activity.createdAt())
        .execute();
  }

  List<Activity> list(Transaction tx, ActivityQuery query, Optional<TimeKey> after) {
    Map<String, Object> values = new LinkedHashMap<>();
    StringBuilder sql = new StringBuilder("select * from #activity where 1 = 1");
    where(sql, values, "type", query.type());
    where(sql, values, "user_id", query.userId());
    where(sql, values, "entity_type", query.entityType());
    where(sql, values, "entity_id", query.entityId());
    after.ifPresent(
        key -> {
          sql.append(" and (created_at, id) < (:afterTime, :afterId)");
          values.put("afterTime", key.time());
          values.put("afterId", key.id());
        });
    sql.append(" order by created_at desc, id desc limit :limit");
    Query select = tx.query(sql.toString()).bind("limit", query.limit() + 1);
    values.forEach(select::bind);
    return select.map(ActivityRepository::activity).list();
  }

  private static void where(
      StringBuilder sql, Map<String, Object> values, String column, @Nullable String value) {
    if (value != null) {
      sql.append(" and ").append(column).append(" = :").append(column);
      values.put(column, value);
    }
  }

  private static Activity activity(ResultSet row, StatementContext context) throws SQLException {
    @Nullable String metadata = row.getString("metadata");
    ActivityEntry entry =
        new ActivityEntry(
            row.getString("type"),
            row.getString("action"),
            row.getString("title"),
            row.getString("description"),
            row.getString("entity_type"),
            row.getString("entity_id"),
            row.getString("user_id"),
            row.getString("status"),
            metadata == null ? Map.of() : new JsonText(metadata).object());
    return new Activity(row.getString("id"), entry, SqlColumns.instant(row, context, "created_at"));
  }
}
