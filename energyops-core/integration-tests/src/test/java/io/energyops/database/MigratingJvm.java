package io.energyops.database;

import org.sqlite.SQLiteDataSource;

/** Migrates a SQLite file; meant to be killed meanwhile. */
final class MigratingJvm {

  private MigratingJvm() {}

  public static void main(String[] arguments) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + arguments[0]);
    new SchemaMigrator(source, Dialect.SQLITE, "main", arguments[1])
        .bring(MigrationPolicy.MIGRATE_IF_ALONE);
    System.out.println("done");
  }
}
