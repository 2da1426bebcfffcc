package io.energyops.it.log;

import io.energyops.it.JavaProcess;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A file whose write lock another process takes and keeps. */
final class SqliteOutage implements Outage {

  private final Path file;
  private JavaProcess holder;

  SqliteOutage(Path file) {
    this.file = file;
  }

  @Override
  public DataSource source() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(200);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public void begin() {
    holder = JavaProcess.start(SqliteLockHolder.class, file);
    String said = holder.line();
    if (!SqliteLockHolder.LOCKED.equals(said)) {
      throw new IllegalStateException("The other process has no lock; it said " + said);
    }
  }

  @Override
  public void end() {
    holder.finish();
  }

  @Override
  public void close() {
    if (holder != null) {
      holder.close();
    }
  }
}
