package example.storage.jdbc;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Storage in two tables of a database. A write puts its bytes under a version that nobody sees, and
 * one short transaction makes the version visible. Made for SQLite; PostgreSQL wants {@code bytea}
 * for {@code blob} and a key column that compares bytes.
 */
public final class JdbcStorage implements StorageBackend {

  /** How long the bytes of a replaced version stay for those who read them. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final Sql sql;
  private final Clock clock;

  private JdbcStorage(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Opens the storage, creates its tables and sweeps what is no longer needed.
   *
   * @param connections gives a connection for each transaction
   * @return a new backend, which the caller closes
   */
  public static StorageBackend open(Connections connections) {
    Sql sql = new Sql(connections);
    Clock clock = Clock.systemUTC();
    sql.transaction("create its tables", Schema::create);
    long old = clock.instant().minus(KEPT).toEpochMilli();
    sql.transaction("sweep", connection -> Chunks.sweep(connection, old));
    return new JdbcStorage(sql, clock);
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    sql.requireOpen();
    Upload upload = new Upload(sql, now());
    StoredObject written = upload.write(key, source);
    return sql.transaction(
        "write",
        connection -> {
          if (!upload.isWhole(connection)) {
            throw new StorageUnavailableException(
                "Writing '" + key + "' took so long that its beginning was swept. Try again.",
                null,
                null);
          }
          publish(connection, written, condition);
          return written;
        });
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    StoredObject object = stat(key).orElseThrow(() -> new StorageNotFoundException(key));
    long length = range.lengthWithin(object.size());
    return new StoredContent(
        object, new ChunkInputStream(sql, object.version(), range.offset(), length));
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    sql.requireOpen();
    return sql.transaction("look", connection -> ObjectRows.find(connection, key));
  }

  @Override
  public boolean delete(StorageKey key) {
    sql.requireOpen();
    return sql.transaction(
        "delete",
        connection -> {
          keepForReaders(connection, key);
          return ObjectRows.delete(connection, key);
        });
  }

  @Override
  public ListPage list(ListRequest request) {
    sql.requireOpen();
    String after = request.continuation().map(Continuation::key).orElse("");
    return sql.transaction("list", connection -> ObjectRows.list(connection, request, after));
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    sql.requireOpen();
    return sql.transaction("copy", connection -> copied(connection, from, to, condition));
  }

  @Override
  public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    sql.requireOpen();
    return sql.transaction(
        "move",
        connection -> {
          StoredObject moved = copied(connection, from, to, condition);
          keepForReaders(connection, from);
          ObjectRows.delete(connection, from);
          return moved;
        });
  }

  private StoredObject copied(
      Connection connection, StorageKey from, StorageKey to, WriteCondition condition)
      throws SQLException {
    if (from.equals(to)) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT, "Give another key than '" + from + "'.", null);
    }
    StoredObject original =
        ObjectRows.find(connection, from).orElseThrow(() -> new StorageNotFoundException(from));
    String version = UUID.randomUUID().toString();
    StoredObject copy =
        StoredObject.builder(to, original.size(), now(), version)
            .sha256(original.sha256().orElseThrow())
            .contentType(original.contentType().orElse(null))
            .build();
    Chunks.copy(connection, original.version(), version, copy.modifiedAt().toEpochMilli());
    publish(connection, copy, condition);
    return copy;
  }

  private void publish(Connection connection, StoredObject object, WriteCondition condition)
      throws SQLException {
    keepForReaders(connection, object.key());
    ObjectRows.publish(connection, object, condition);
  }

  private void keepForReaders(Connection connection, StorageKey key) throws SQLException {
    Optional<StoredObject> present = ObjectRows.find(connection, key);
    if (present.isPresent()) {
      Chunks.touch(connection, present.get().version(), now().toEpochMilli());
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public HealthState health() {
    if (sql.isClosed()) {
      return HealthState.down("jdbc storage was closed");
    }
    try {
      stat(StorageKey.of("health"));
      return HealthState.up("jdbc storage");
    } catch (StorageException e) {
      return HealthState.down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    sql.close();
  }

  @Override
  public String toString() {
    return "jdbc";
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
