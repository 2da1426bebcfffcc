package io.energyops.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the JVMs of one data directory from migrating at once: SQLite has no lock that Flyway could
 * take. A file of its own, never the database's: closing a channel on that would drop SQLite's
 * locks.
 */
final class MigrationLock implements AutoCloseable {

  private final FileChannel channel;

  private MigrationLock(FileChannel channel) {
    this.channel = channel;
  }

  static MigrationLock take(DataDirectory directory) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.nodes().resolve("migration.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      channel.lock();
      return new MigrationLock(channel);
    } catch (IOException e) {
      throw new DataDirectoryException(
          "Data directory " + directory.root() + ": the migration lock cannot be taken", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DataDirectoryException("The migration lock cannot be released", e);
    }
  }
}
