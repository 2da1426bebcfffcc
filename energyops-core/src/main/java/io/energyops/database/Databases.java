package io.energyops.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the embedded database, or takes the one that the host gives. Stateless. */
@Internal
public final class Databases {

  /** Schema of our tables on PostgreSQL where the host names none. */
  public static final String DEFAULT_SCHEMA = "energyops";

  static final String SQLITE_SCHEMA = "main";
  static final int READERS = 4;

  /** Flyway sets it when it opens a connection, and leaves it to the whole JVM. */
  private static final String FLYWAY_PROPERTY = "polyglot.engine.WarnInterpreterOnly";

  private static final Pattern SCHEMA_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

  private Databases() {}

  /**
   * An open database and what its schema is.
   *
   * @param database the database
   * @param schema what was found or made
   */
  public record Opened(Database database, SchemaInfo schema) {}

  /**
   * Opens the embedded database of a data directory.
   *
   * @param directory the open directory
   * @param policy what may be done to the schema
   * @return the database, which the caller closes
   * @throws DataDirectoryException when the directory lies on a network file system
   * @throws SchemaException when the schema is newer, outdated or damaged
   * @throws DatabaseException when the file cannot be opened
   */
  public static Opened embedded(DataDirectory directory, MigrationPolicy policy) {
    return onPlatformThread(() -> lockedEmbedded(directory, policy));
  }

  @SuppressWarnings("try")
  private static Opened lockedEmbedded(DataDirectory directory, MigrationPolicy policy) {
    Optional<String> remote = directory.networkFileSystem();
    if (remote.isPresent()) {
      throw new DataDirectoryException(
          "Data directory "
              + directory.root()
              + " lies on a network file system ("
              + remote.get()
              + "), where SQLite's locks do not hold; use a local disk, or PostgreSQL",
          null);
    }
    try (MigrationLock lock = MigrationLock.take(directory)) {
      return embedded(directory.databaseFile(), policy);
    }
  }

  /**
   * Opens a file of the embedded database without a lock around the migration.
   *
   * @param file the database file, made where it is missing
   * @param policy what may be done to the schema
   * @return the database, which the caller closes
   */
  static Opened embedded(Path file, MigrationPolicy policy) {
    HikariDataSource writer = pool("energyops-sqlite-writer", sqlite(file, true), 1);
    HikariDataSource reader = null;
    try {
      SchemaInfo info = migrate(writer, Dialect.SQLITE, SQLITE_SCHEMA, policy);
      reader = pool("energyops-sqlite-reader", sqlite(file, false), READERS);
      Database database =
          new Database(Dialect.SQLITE, SQLITE_SCHEMA, writer, reader, List.of(reader, writer));
      return new Opened(database, info);
    } catch (RuntimeException e) {
      if (reader != null) {
        reader.close();
      }
      writer.close();
      throw e;
    }
  }

  /**
   * Takes a database of the host, which stays the host's to close.
   *
   * @param source where connections come from
   * @param schema schema of our tables on PostgreSQL; not used on SQLite
   * @param policy what may be done to the schema
   * @return the database; closing it closes nothing of the host
   * @throws SchemaException when the schema is newer, outdated or damaged
   * @throws DatabaseException when no connection can be had, it takes no writes, or the product is
   *     not supported
   * @throws io.energyops.error.ConflictException when the source hands out the connection of the
   *     caller's transaction
   */
  public static Opened of(DataSource source, String schema, MigrationPolicy policy) {
    DataSource pool = CallersTransaction.outside(source);
    HostSource used = onPlatformThread(() -> hostSource(pool));
    Dialect dialect = used.dialect();
    String name = dialect == Dialect.SQLITE ? SQLITE_SCHEMA : schema;
    SchemaInfo info = migrate(used, dialect, name, policy);
    return new Opened(new Database(dialect, name, used, used, List.of()), info);
  }

  /**
   * Checks the name of a schema.
   *
   * @param name what a host wants to name it
   * @return the name
   * @throws InvalidArgumentException unless it has 1 to 63 ASCII letters, digits and underscores
   *     and begins with no digit
   */
  public static String requireSchemaName(String name) {
    if (!SCHEMA_NAME.matcher(name).matches()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A schema's name must have 1 to 63 ASCII letters, digits and underscores and begin with"
              + " no digit");
    }
    return name;
  }

  private static SchemaInfo migrate(
      DataSource source, Dialect dialect, String schema, MigrationPolicy policy) {
    SchemaMigrator migrator = new SchemaMigrator(source, dialect, schema);
    Properties properties = System.getProperties();
    boolean wasThere = properties.containsKey(FLYWAY_PROPERTY);
    try {
      return dialect == Dialect.SQLITE
          ? onPlatformThread(() -> migrator.bring(policy))
          : migrator.bring(policy);
    } finally {
      if (!wasThere) {
        boolean unused = properties.remove(FLYWAY_PROPERTY, "false");
      }
    }
  }

  private static <T> T onPlatformThread(Supplier<T> work) {
    SqliteThreads threads = new SqliteThreads(1);
    try {
      return threads.write(work);
    } finally {
      threads.close();
    }
  }

  private static HostSource hostSource(DataSource pool) {
    try (Connection connection = pool.getConnection()) {
      CallersTransaction.refuseBound(pool, connection);
      HostSource source = new HostSource(pool, dialect(connection));
      try (Connection borrowed = source.borrowed(connection)) {
        refuseReadOnly(borrowed, source.dialect());
      }
      return source;
    } catch (SQLException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The given data source gives no connection (" + SqlFault.brief(e) + ")",
          e);
    }
  }

  private static Dialect dialect(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    for (Dialect dialect : Dialect.values()) {
      if (product.contains(dialect.id())) {
        return dialect;
      }
    }
    throw new DatabaseException(
        ErrorCode.UNSUPPORTED,
        "The data source is of product " + product + "; SQLite and PostgreSQL are supported",
        null);
  }

  // Before the migrator asks: its transaction says "read write" and would override the setting.
  private static void refuseReadOnly(Connection connection, Dialect dialect) throws SQLException {
    String sql =
        dialect == Dialect.SQLITE
            ? "pragma query_only"
            : "select current_setting('transaction_read_only') = 'on'";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (connection.isReadOnly() || (row.next() && row.getBoolean(1))) {
        throw SqlFault.readOnly(null);
      }
    }
  }

  private static DataSource sqlite(Path file, boolean writes) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    // A read that turns into a write fails at once and ignores the busy timeout; a writer therefore
    // asks for the lock when it begins.
    config.setTransactionMode(
        writes ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(String name, DataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new DatabaseException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The embedded database cannot be opened; is the file a SQLite database, and may this user"
              + " read and write it and its folder?",
          e);
    }
  }
}
