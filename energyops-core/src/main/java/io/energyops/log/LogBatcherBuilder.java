package io.energyops.log;

import io.energyops.database.Database;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.thread.NamedThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LogBatcher}. Confined to one thread. */
public final class LogBatcherBuilder {

  private final @Nullable DataSource source;
  private final @Nullable Database database;
  private String schema = Databases.DEFAULT_SCHEMA;
  private MigrationPolicy migrationPolicy = MigrationPolicy.MIGRATE_IF_ALONE;
  private int batchSize = 50;
  private Duration maxDelay = Duration.ofSeconds(2);
  private long maxBufferedBytes = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
  private FullPolicy whenFull = FullPolicy.BLOCK;
  private Duration blockLimit = Duration.ofSeconds(30);
  private Duration flushLimit = Duration.ofSeconds(10);
  private Duration closeLimit = Duration.ofSeconds(5);
  private LongSupplier nanoTicker = System::nanoTime;
  private RandomGenerator random = new SplittableRandom();
  private ThreadFactory threads = new NamedThreads("energyops-log-writer");

  private LogBatcherBuilder(@Nullable DataSource source, @Nullable Database database) {
    this.source = source;
    this.database = database;
  }

  static LogBatcherBuilder of(DataSource source) {
    return new LogBatcherBuilder(Objects.requireNonNull(source, "dataSource"), null);
  }

  static LogBatcherBuilder of(Database database) {
    return new LogBatcherBuilder(null, Objects.requireNonNull(database, "database"));
  }

  /**
   * Sets the schema of our tables on PostgreSQL, for a batcher on a data source.
   *
   * @param name the schema; default {@code energyops}
   * @return this
   */
  public LogBatcherBuilder schema(String name) {
    this.schema = name;
    return this;
  }

  /**
   * Sets what may be done to the schema, for a batcher on a data source.
   *
   * @param policy the policy; default {@link MigrationPolicy#MIGRATE_IF_ALONE}
   * @return this
   */
  public LogBatcherBuilder migrationPolicy(MigrationPolicy policy) {
    this.migrationPolicy = policy;
    return this;
  }

  /**
   * Sets how many lines of an execution make a batch that is written at once.
   *
   * @param lines from 1 to 5000; default 50
   * @return this
   */
  public LogBatcherBuilder batchSize(int lines) {
    this.batchSize = lines;
    return this;
  }

  /**
   * Sets how old the oldest line of an execution may become before its batch is written.
   *
   * @param delay at least a millisecond; default 2 seconds
   * @return this
   */
  public LogBatcherBuilder maxDelay(Duration delay) {
    this.maxDelay = delay;
    return this;
  }

  /**
   * Sets how much memory the waiting lines of all executions may take. A single longer line is
   * taken when nothing else waits.
   *
   * @param bytes at least 1024; by default 64 MiB, or an eighth of the heap where that is less
   * @return this
   */
  public LogBatcherBuilder maxBufferedBytes(long bytes) {
    this.maxBufferedBytes = bytes;
    return this;
  }

  /**
   * Sets what happens when that memory is used up.
   *
   * @param policy the policy; default {@link FullPolicy#BLOCK}
   * @return this
   */
  public LogBatcherBuilder whenFull(FullPolicy policy) {
    this.whenFull = policy;
    return this;
  }

  /**
   * Sets how long {@link LogBatcher#addLog} waits for space under {@link FullPolicy#BLOCK}.
   *
   * @param limit not negative; default 30 seconds
   * @return this
   */
  public LogBatcherBuilder blockLimit(Duration limit) {
    this.blockLimit = limit;
    return this;
  }

  /**
   * Sets how long a flush waits for a database that takes nothing. As long as lines are being
   * written it goes on waiting for its own.
   *
   * @param limit not negative; default 10 seconds
   * @return this
   */
  public LogBatcherBuilder flushLimit(Duration limit) {
    this.flushLimit = limit;
    return this;
  }

  /**
   * Sets how long {@link LogBatcher#close} tries to write what is buffered.
   *
   * @param limit not negative; default 5 seconds
   * @return this
   */
  public LogBatcherBuilder closeLimit(Duration limit) {
    this.closeLimit = limit;
    return this;
  }

  /**
   * Sets the source of durations.
   *
   * @param ticker monotonic nanoseconds; default {@link System#nanoTime}
   * @return this
   */
  public LogBatcherBuilder nanoTicker(LongSupplier ticker) {
    this.nanoTicker = ticker;
    return this;
  }

  /**
   * Sets the source of the jitter between attempts.
   *
   * @param generator used by the writer thread alone
   * @return this
   */
  public LogBatcherBuilder random(RandomGenerator generator) {
    this.random = generator;
    return this;
  }

  /**
   * Sets what makes the writer's thread.
   *
   * @param factory called once; default one that makes a daemon named {@code
   *     energyops-log-writer-1}
   * @return this
   */
  public LogBatcherBuilder threadFactory(ThreadFactory factory) {
    this.threads = factory;
    return this;
  }

  /**
   * Checks the settings, starts the writer and returns the batcher.
   *
   * @return the batcher, which the caller closes
   * @throws InvalidArgumentException when a setting is out of range
   * @throws io.energyops.error.EnergyOpsException when the data source or its schema cannot be used
   */
  public LogBatcher build() {
    check(batchSize >= 1 && batchSize <= LogBuffer.MAX_GROUP_LINES, "batchSize", batchSize);
    check(maxDelay.toMillis() >= 1, "maxDelay", maxDelay);
    check(maxBufferedBytes >= 1024, "maxBufferedBytes", maxBufferedBytes);
    check(!blockLimit.isNegative(), "blockLimit", blockLimit);
    check(!flushLimit.isNegative(), "flushLimit", flushLimit);
    check(!closeLimit.isNegative(), "closeLimit", closeLimit);
    BatcherSettings settings =
        new BatcherSettings(
            batchSize,
            maxDelay,
            maxBufferedBytes,
            whenFull,
            blockLimit,
            flushLimit,
            closeLimit,
            nanoTicker,
            random,
            threads);
    GroupCommitBatcher batcher = new GroupCommitBatcher(settings, new LogRepository(opened()));
    batcher.start();
    return batcher;
  }

  private Database opened() {
    if (database != null) {
      return database;
    }
    return Databases.of(Objects.requireNonNull(source), schema, migrationPolicy).database();
  }

  private static void check(boolean valid, String name, Object value) {
    if (!valid) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "Log batcher: " + name + " is out of range: " + value);
    }
  }
}
