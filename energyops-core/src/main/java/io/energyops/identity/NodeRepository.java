package io.energyops.identity;

import io.energyops.database.Transaction;
import java.time.Duration;

/** SQL of the node table. */
final class NodeRepository {

  long open(Transaction tx, String id, String name, String hostname, int slot, Duration lease) {
    String expires = tx.dialect().nowPlus(lease.toSeconds());
    tx.update(
            """
            insert into #node (id, name, hostname, slot, incarnation, state, lease_expires_at, started_at, last_heartbeat)
            values (:id, :name, :hostname, :slot, 1, 'active', EXPIRES, #now, #now)
            on conflict (id) do update set
              name = excluded.name, hostname = excluded.hostname, slot = excluded.slot,
              incarnation = node.incarnation + 1, state = 'active',
              lease_expires_at = excluded.lease_expires_at, started_at = excluded.started_at,
              last_heartbeat = excluded.last_heartbeat
            """
                .replace("EXPIRES", expires))
        .bind("id", id)
        .bind("name", name)
        .bind("hostname", hostname)
        .bind("slot", slot)
        .execute();
    return tx.query("select incarnation from #node where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  /** Says whether the lease is still this incarnation's. */
  boolean renew(Transaction tx, Node node, Duration lease) {
    return tx.update(
                """
                update #node set lease_expires_at = EXPIRES, last_heartbeat = #now, state = 'active'
                where id = :id and incarnation = :incarnation
                """
                    .replace("EXPIRES", tx.dialect().nowPlus(lease.toSeconds())))
            .bind("id", node.id())
            .bind("incarnation", node.incarnation())
            .execute()
        == 1;
  }

  boolean exists(Transaction tx, Node node) {
    return tx.query("select count(*) from #node where id = :id and incarnation = :incarnation")
            .bind("id", node.id())
            .bind("incarnation", node.incarnation())
            .mapTo(Long.class)
            .one()
        == 1;
  }

  void close(Transaction tx, Node node) {
    tx.update(
            """
            update #node set state = 'closed', lease_expires_at = #now, last_heartbeat = #now
            where id = :id and incarnation = :incarnation
            """)
        .bind("id", node.id())
        .bind("incarnation", node.incarnation())
        .execute();
  }
}
