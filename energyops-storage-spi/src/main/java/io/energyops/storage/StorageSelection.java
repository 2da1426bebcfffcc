package io.energyops.storage;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Which backend the surroundings ask for, and its settings. */
record StorageSelection(String type, StorageConfig config) {

  static final String PREFIX = "energyops.storage.";

  private static final String TYPE = "type";
  private static final String ENVIRONMENT_TYPE = "STORAGE_TYPE";
  private static final String DEFAULT_TYPE = "local";

  static StorageSelection from(Properties properties, Map<String, String> environment) {
    StorageConfig config = StorageConfig.empty();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX) && !name.equals(PREFIX + TYPE)) {
        config = config.with(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    String type = normalised(properties.getProperty(PREFIX + TYPE, ""));
    if (type.isEmpty()) {
      type = normalised(environment.getOrDefault(ENVIRONMENT_TYPE, ""));
    }
    return new StorageSelection(type.isEmpty() ? DEFAULT_TYPE : type, config);
  }

  static String normalised(String type) {
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
