package example.storage.jdbc;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageProvider;
import java.sql.DriverManager;
import java.util.Optional;

/**
 * Provides the type {@code jdbc}. Settings: {@code url} (required), {@code user} and {@code
 * password}.
 */
public final class JdbcStorageProvider implements StorageProvider {

  /** Creates the provider, as the service loader does. */
  public JdbcStorageProvider() {}

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public StorageBackend open(StorageConfig config) {
    String url = config.require("url");
    Optional<String> user = config.get("user");
    Optional<String> password = config.get("password");
    return JdbcStorage.open(
        () -> DriverManager.getConnection(url, user.orElse(null), password.orElse(null)));
  }
}
