package io.energyops.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that run on a schema now, by the leases that they renew on the database's clock. A
 * migration under their feet would break statements of the earlier release.
 */
final class LiveNodes {

  private static final Logger LOG = LoggerFactory.getLogger(LiveNodes.class);

  /** Twice the lease of a node: one that was killed counts as alive until its lease ends. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Dialect dialect;
  private final String schema;

  LiveNodes(Dialect dialect, String schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  /** Waits for the ends of leases that nobody renews; a renewed one is refused at once. */
  void awaitNone(DataSource source, SchemaRefusals refusals) throws SQLException {
    long start = System.nanoTime();
    Map<String, String> first = read(source);
    if (first.isEmpty()) {
      return;
    }
    LOG.info("A migration waits for the leases of {} node(s) to end", first.size());
    for (Map<String, String> now = first; !now.isEmpty(); now = read(source)) {
      boolean alive = !first.entrySet().containsAll(now.entrySet());
      if (alive || System.nanoTime() - start > LIMIT.toNanos()) {
        throw running(now, refusals);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Refuses when a node is alive, and keeps others from registering until the transaction ends. */
  void refuseAny(Connection connection, SchemaRefusals refusals) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("lock table " + table() + " in share row exclusive mode");
      }
    }
    Map<String, String> now = leases(connection);
    if (!now.isEmpty()) {
      throw running(now, refusals);
    }
  }

  private static SchemaException running(Map<String, String> nodes, SchemaRefusals refusals) {
    return refusals.inUse("nodes are running on it: " + String.join(", ", nodes.keySet()), null);
  }

  private Map<String, String> read(DataSource source) throws SQLException {
    try (MigrationSession session = MigrationSession.reading(source, dialect, schema)) {
      return leases(session.connection());
    }
  }

  private Map<String, String> leases(Connection connection) throws SQLException {
    String sql =
        "select id, incarnation, lease_expires_at from "
            + table()
            + " where state = 'active' and lease_expires_at > "
            + dialect.now();
    Map<String, String> leases = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        leases.put(row.getString(1), row.getLong(2) + " " + row.getString(3));
      }
    }
    return leases;
  }

  private String table() {
    return dialect == Dialect.POSTGRESQL ? '"' + schema + "\".node" : "node";
  }
}
