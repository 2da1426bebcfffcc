package io.energyops.removal;

import io.energyops.database.Dialect;
import io.energyops.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** SQL of the table of files that must still go. */
final class FileRemovalRepository {

  private static final int MAX_ERROR_LENGTH = 200;

  // A claim lasts longer than the slowest batch; it ends sooner with the lease of its node.
  private static final Duration CLAIM = Duration.ofMinutes(15);

  private static final String DUE_OR_FORSAKEN =
      """
      (next_attempt_at <= #now
        or (owner_node is not null and not exists (
          select 1 from #node n
          where n.id = owner_node and n.state = 'active' and n.lease_expires_at > #now)))
      """;

  void request(Transaction tx, String id, String key, String reason, Duration delay) {
    String earlier = tx.dialect() == Dialect.SQLITE ? "min" : "least";
    tx.update(
            """
            insert into #file_removal as known (id, storage_key, reason, requested_at, next_attempt_at)
            values (:id, :key, :reason, #now, DUE)
            on conflict (storage_key) do update set
              next_attempt_at = EARLIER(known.next_attempt_at, excluded.next_attempt_at),
              reason = case when excluded.next_attempt_at < known.next_attempt_at
                            then excluded.reason else known.reason end
            where known.owner_node is null
            """
                .replace("DUE", tx.dialect().nowPlus(seconds(delay)))
                .replace("EARLIER", earlier))
        .bind("id", id)
        .bind("key", key)
        .bind("reason", reason)
        .execute();
  }

  boolean cancel(Transaction tx, String key) {
    return tx.update(
                """
                delete from #file_removal
                where storage_key = :key and owner_node is null and attempts = 0
                """)
            .bind("key", key)
            .execute()
        == 1;
  }

  List<DueRemoval> claimDue(Transaction tx, String node, int limit) {
    Query due =
        tx.query(
                """
                select id, storage_key, attempts, fence from #file_removal
                where FREE order by next_attempt_at limit :limit
                """
                        .replace("FREE", DUE_OR_FORSAKEN)
                    + unlocked(tx))
            .bind("limit", limit);
    return claim(tx, node, due);
  }

  List<DueRemoval> claimKeys(Transaction tx, String node, Collection<String> keys) {
    Query named =
        tx.query(
                """
                select id, storage_key, attempts, fence from #file_removal
                where storage_key in (<keys>) and (owner_node is null or FREE)
                order by storage_key
                """
                        .replace("FREE", DUE_OR_FORSAKEN)
                    + unlocked(tx))
            .bindList("keys", List.copyOf(keys));
    return claim(tx, node, named);
  }

  /** Leaves the owner's name: what was begun may have removed the file, so nobody may keep it. */
  void endClaims(Transaction tx, String node) {
    tx.update("update #file_removal set next_attempt_at = #now where owner_node = :node")
        .bind("node", node)
        .execute();
  }

  void done(Transaction tx, Collection<DueRemoval> gone) {
    PreparedBatch deletes = tx.batch("delete from #file_removal where id = :id and fence = :fence");
    for (DueRemoval removal : gone) {
      deletes.bind("id", removal.id()).bind("fence", removal.fence()).add();
    }
    if (!gone.isEmpty()) {
      deletes.execute();
    }
  }

  void failed(Transaction tx, DueRemoval removal, String error, Duration backoff) {
    tx.update(
            """
            update #file_removal set attempts = attempts + 1, last_error = :error,
              next_attempt_at = NEXT, owner_node = null
            where id = :id and fence = :fence
            """
                .replace("NEXT", tx.dialect().nowPlus(seconds(backoff))))
        .bind("error", error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)))
        .bind("id", removal.id())
        .bind("fence", removal.fence())
        .execute();
  }

  long pending(Transaction tx) {
    return tx.query(
            """
            select count(*) from #file_removal
            where attempts > 0 or owner_node is not null or next_attempt_at <= #now
            """)
        .mapTo(Long.class)
        .one();
  }

  private static List<DueRemoval> claim(Transaction tx, String node, Query chosen) {
    List<DueRemoval> claimed =
        chosen
            .map(
                (row, context) ->
                    new DueRemoval(
                        row.getString(1), row.getString(2), row.getInt(3), row.getLong(4) + 1))
            .list();
    if (claimed.isEmpty()) {
      return List.of();
    }
    PreparedBatch claims =
        tx.batch(
            """
            update #file_removal set owner_node = :node, fence = :fence, next_attempt_at = UNTIL
            where id = :id
            """
                .replace("UNTIL", tx.dialect().nowPlus(CLAIM.toSeconds())));
    for (DueRemoval removal : claimed) {
      claims.bind("node", node).bind("fence", removal.fence()).bind("id", removal.id()).add();
    }
    claims.execute();
    return new ArrayList<>(claimed);
  }

  // SQLite has one writer; PostgreSQL's nodes leave each other's rows alone.
  private static String unlocked(Transaction tx) {
    return tx.dialect() == Dialect.SQLITE ? "" : " for update skip locked";
  }

  private static long seconds(Duration duration) {
    return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
  }
}
