package io.energyops.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Migrates a host's database; meant to be killed meanwhile, or started with others. */
final class MigratingJvm {

  private MigratingJvm() {}

  /** Takes a JDBC URL, a schema and, in place of the shipped ones, a location of migrations. */
  public static void main(String[] arguments) {
    String url = arguments[0];
    Dialect dialect = url.startsWith("jdbc:sqlite:") ? Dialect.SQLITE : Dialect.POSTGRESQL;
    String location = arguments.length > 2 ? arguments[2] : null;
    SchemaInfo info =
        new SchemaMigrator(source(url, dialect), dialect, arguments[1], location)
            .bring(MigrationPolicy.MIGRATE_IF_ALONE);
    System.out.println("done " + info.version());
  }

  private static DataSource source(String url, Dialect dialect) {
    if (dialect == Dialect.SQLITE) {
      // The host's own time limit is no help: migrators wait for each other whatever it is.
      SQLiteDataSource source = new SQLiteDataSource();
      source.getConfig().setBusyTimeout(1);
      source.setUrl(url);
      return source;
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser("postgres");
    return source;
  }
}
