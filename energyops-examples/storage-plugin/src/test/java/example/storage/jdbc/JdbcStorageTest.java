package example.storage.jdbc;

import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.conformance.StorageConformance;
import io.energyops.storage.conformance.StoragePlace;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** Every behaviour of the kit, each on a database of its own. */
class JdbcStorageTest extends StorageConformance {

  @TempDir Path folder;

  @Override
  protected StoragePlace freshPlace() {
    StorageConfig config = StorageConfig.of(Map.of("url", url(folder)));
    return StoragePlace.reopenable(() -> StorageBackends.open("jdbc", config));
  }

  static String url(Path folder) {
    return "jdbc:sqlite:"
        + folder.resolve(UUID.randomUUID() + ".db")
        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000&transaction_mode=IMMEDIATE";
  }
}
