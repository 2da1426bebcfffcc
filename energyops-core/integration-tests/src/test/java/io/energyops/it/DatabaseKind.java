package io.energyops.it;

import io.energyops.database.DataDirectory;
import io.energyops.database.Database;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import java.util.UUID;

/** The databases that everything must do the same on. */
public enum DatabaseKind {
  /** The embedded one. */
  SQLITE {
    @Override
    public Database open(DataDirectory directory) {
      return Databases.embedded(directory, MigrationPolicy.MIGRATE_IF_ALONE).database();
    }
  },
  /** A schema of its own in the server of this JVM. */
  POSTGRESQL {
    @Override
    public Database open(DataDirectory directory) {
      return Databases.of(
              PostgresServer.dataSource(),
              "it_" + UUID.randomUUID(),
              MigrationPolicy.MIGRATE_IF_ALONE)
          .database();
    }
  };

  /**
   * Opens an empty database.
   *
   * @param directory an open, empty data directory
   * @return the database, which the caller closes
   */
  public abstract Database open(DataDirectory directory);
}
