package io.energyops.event;

import io.energyops.database.Dialect;
import io.energyops.database.JsonText;
import io.energyops.database.Transaction;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of the outbox and the stream. */
final class OutboxRepository {

  private static final String INSERT =
      """
      insert into #outbox (node_id, topic, type, payload) values (:node, :topic, :type, :payload)
      """;

  // Ordered, since the ids that the rows get are the order in which they are published.
  private static final String INSERT_ARRAYS =
      """
      insert into #outbox (node_id, topic, type, payload)
      select :node, topic, type, cast(payload as jsonb)
      from unnest(cast(:topics as text[]), cast(:types as text[]), cast(:payloads as text[]))
        with ordinality as added (topic, type, payload, place)
      order by place""";

  void add(Transaction tx, String node, Topic topic, Event event) {
    tx.update(INSERT)
        .bind("node", node)
        .bind("topic", topic.name())
        .bind("type", event.type())
        .bind("payload", new JsonText(event.payload()))
        .execute();
  }

  void addAll(Transaction tx, String node, List<Outbox.Addressed> events) {
    if (tx.dialect() == Dialect.POSTGRESQL) {
      addArrays(tx, node, events);
      return;
    }
    PreparedBatch inserts = tx.batch(INSERT);
    for (Outbox.Addressed event : events) {
      inserts
          .bind("node", node)
          .bind("topic", event.topic().name())
          .bind("type", event.event().type())
          .bind("payload", new JsonText(event.event().payload()))
          .add();
    }
    inserts.execute();
  }

  private static void addArrays(Transaction tx, String node, List<Outbox.Addressed> events) {
    tx.update(INSERT_ARRAYS)
        .bind("node", node)
        .bindArray("topics", String.class, events.stream().map(e -> e.topic().name()).toList())
        .bindArray("types", String.class, events.stream().map(e -> e.event().type()).toList())
        .bindArray("payloads", String.class, events.stream().map(e -> e.event().payload()).toList())
        .execute();
  }

  boolean waiting(Transaction tx, String node, long published) {
    return tx.query(
            """
            select exists (select 1 from #outbox where node_id = :node)
                or exists (select 1 from #event_stream where node_id = :node and sequence > :published)
            """)
        .bind("node", node)
        .bind("published", published)
        .mapTo(Boolean.class)
        .one();
  }

  long lastSequence(Transaction tx, String node) {
    return tx.query("select coalesce(max(sequence), 0) from #event_stream where node_id = :node")
        .bind("node", node)
        .mapTo(Long.class)
        .one();
  }

  // By id: on PostgreSQL a row with a smaller id may commit between two statements,
  // and must neither be skipped nor deleted with the others. Nothing is parsed here, so no row can
  // keep the others from moving.
  void move(Transaction tx, String node, int limit) {
    List<Long> ids =
        tx.query("select id from #outbox where node_id = :node order by id limit :limit")
            .bind("node", node)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list();
    if (ids.isEmpty()) {
      return;
    }
    long sequence = lastSequence(tx, node);
    tx.update(
            """
            insert into #event_stream (node_id, sequence, topic, type, payload, created_at)
            select node_id, :last + row_number() over (order by id), topic, type, payload, #now
            from #outbox where id in (<ids>)
            """)
        .bind("last", sequence)
        .bindList("ids", ids)
        .execute();
    tx.update("delete from #outbox where id in (<ids>)").bindList("ids", ids).execute();
  }

  List<StreamRow> after(Transaction tx, String node, long sequence, int limit) {
    return tx.query(
            """
            select sequence, topic, type, payload from #event_stream
            where node_id = :node and sequence > :sequence order by sequence limit :limit
            """)
        .bind("node", node)
        .bind("sequence", sequence)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new StreamRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  List<String> nodes(Transaction tx) {
    return tx.query("select id from #node order by id").mapTo(String.class).list();
  }

  // The last row of a node stays, whatever its age: the next number follows from it. The oldest
  // rows come first in the key, so a slice looks at no more rows than it may delete.
  int sweep(Transaction tx, String node, Duration retention, int limit) {
    return tx.update(
            """
            delete from #event_stream where node_id = :node and sequence in (
              select sequence from (
                select sequence, created_at from #event_stream
                where node_id = :node order by sequence limit :limit) oldest
              where created_at < CUTOFF
                and sequence < (select max(sequence) from #event_stream where node_id = :node))
            """
                .replace("CUTOFF", tx.dialect().nowPlus(-retention.toSeconds())))
        .bind("node", node)
        .bind("limit", limit)
        .execute();
  }
}
