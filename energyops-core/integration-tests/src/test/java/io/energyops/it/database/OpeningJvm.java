package io.energyops.it.database;

import io.energyops.database.DataDirectory;
import io.energyops.database.Databases;
import io.energyops.database.MigrationPolicy;
import java.nio.file.Path;

/** Opens a data directory and its database, says so, and waits for the end of its input. */
final class OpeningJvm {

  private OpeningJvm() {}

  public static void main(String[] arguments) throws Exception {
    try (DataDirectory directory = DataDirectory.open(Path.of(arguments[0]));
        var database = Databases.embedded(directory, MigrationPolicy.MIGRATE_IF_ALONE).database()) {
      long history =
          database.read(
              tx ->
                  tx.query("select count(*) from #energyops_schema_history where version = '1'")
                      .mapTo(Long.class)
                      .one());
      System.out.println(directory.slot() + " " + history);
      System.in.read();
    }
  }
}
