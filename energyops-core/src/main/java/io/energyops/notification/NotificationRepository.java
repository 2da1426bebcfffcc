package io.energyops.notification;

import io.energyops.database.JsonText;
import io.energyops.database.SqlColumns;
import io.energyops.database.TimeKey;
import io.energyops.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL of the notification table. */
final class NotificationRepository {

  /** Says whether it is new: a repetition after a lost answer finds its own row. */
  boolean insert(Transaction tx, Notification notification) {
    NotificationContent content = notification.content();
    return tx.update(
                """
                insert into #notification (id, type, category, title, message, severity,
                  action_url, action_label, metadata, user_id, created_at)
                values (:id, :type, :category, :title, :message, :severity,
                  :actionUrl, :actionLabel, :metadata, :userId, :createdAt)
                on conflict (id) do nothing
                """)
            .bind("id", notification.id())
            .bind("type", content.type())
            .bind("category", content.category())
            .bind("title", content.title())
            .bind("message", content.message())
            .bind("severity", content.severity().text())
            .bind("actionUrl", content.actionUrl())
            .bind("actionLabel", content.actionLabel())
            .bind("metadata", JsonText.of(content.metadata()))
            .bind("userId", content.userId())
            .bind("createdAt", notification.createdAt())
            .execute()
        == 1;
  }

  List<Notification> list(Transaction tx, NotificationQuery query, Optional<TimeKey> after) {
    StringBuilder sql = new StringBuilder("select * from #notification where not is_archived");
    if (query.unreadOnly()) {
      sql.append(" and not is_read");
    }
    query.userId().ifPresent(user -> sql.append(" and (user_id is null or user_id = :user)"));
    after.ifPresent(key -> sql.append(" and (created_at, id) < (:afterTime, :afterId)"));
    sql.append(" order by created_at desc, id desc limit :limit");
    Query select = tx.query(sql.toString()).bind("limit", query.limit() + 1);
    query.userId().ifPresent(user -> select.bind("user", user));
    after.ifPresent(key -> select.bind("afterTime", key.time()).bind("afterId", key.id()));
    return select.map(NotificationRepository::notification).list();
  }

  boolean markRead(Transaction tx, String id, Instant now) {
    return tx.update(
                """
                update #notification set is_read = (1 = 1), read_at = coalesce(read_at, :now)
                where id = :id
                """)
            .bind("now", now)
            .bind("id", id)
            .execute()
        == 1;
  }

  List<Notification> unreadSince(Transaction tx, Instant since, int limit) {
    return tx.query(
            """
            select * from #notification
            where created_at > :since and not is_read and not is_archived
            order by created_at, id limit :limit
            """)
        .bind("since", since)
        .bind("limit", limit)
        .map(NotificationRepository::notification)
        .list();
  }

  private static Notification notification(ResultSet row, StatementContext context)
      throws SQLException {
    @Nullable String metadata = row.getString("metadata");
    NotificationContent content =
        new NotificationContent(
            row.getString("type"),
            row.getString("category"),
            row.getString("title"),
            row.getString("message"),
            NotificationSeverity.of(row.getString("severity")),
            row.getString("action_url"),
            row.getString("action_label"),
            metadata == null ? Map.of() : new JsonText(metadata).object(),
            row.getString("user_id"));
    return new Notification(
        row.getString("id"),
        content,
        row.getBoolean("is_read"),
        row.getBoolean("is_archived"),
        SqlColumns.instant(row, context, "created_at"),
        SqlColumns.instantOrNull(row, context, "read_at"));
  }
}
