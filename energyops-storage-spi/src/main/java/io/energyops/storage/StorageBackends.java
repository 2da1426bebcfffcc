package io.energyops.storage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds and opens backends by type. Plugins are looked for in the class loader that is given; else
 * in this library's, and when that has none of the type, in the calling thread's context loader.
 */
public final class StorageBackends {

  private StorageBackends() {}

  /**
   * Opens the backend that the surroundings ask for: the type from the system property {@code
   * energyops.storage.type}, else from the environment variable {@code STORAGE_TYPE}, else {@code
   * local}; each setting {@code x} from the system property {@code energyops.storage.x}, such as
   * the local root from {@code energyops.storage.path}. Nothing is shared: each call opens a new
   * one.
   *
   * @return a new backend, which the caller closes
   * @throws UnknownStorageTypeException when no provider of the type is installed
   * @throws StorageException when it cannot be opened
   */
  public static StorageBackend getStorage() {
    StorageSelection selection = StorageSelection.from(System.getProperties(), System.getenv());
    return open(selection.type(), selection.config());
  }

  /**
   * Opens the backend that the surroundings select, as {@link #getStorage} does, with defaults of
   * the caller: a setting of a system property {@code energyops.storage.x} wins over the default of
   * {@code x}.
   *
   * @param defaults settings and class loader where the surroundings say nothing
   * @return a new instance, which the caller closes
   * @throws UnknownStorageTypeException when no installed provider has the selected type
   * @throws StorageException when the backend cannot be opened
   */
  public static StorageBackend openSelected(StorageConfig defaults) {
    StorageSelection selection = StorageSelection.from(System.getProperties(), System.getenv());
    StorageConfig config = defaults;
    for (Map.Entry<String, String> setting : selection.config().settings().entrySet()) {
      config = config.with(setting.getKey(), setting.getValue());
    }
    return open(selection.type(), config);
  }

  /**
   * Opens a backend, looking for plugins in a class loader.
   *
   * @param type the type, such as {@code local}
   * @param config the settings
   * @param classLoader where plugins are looked for
   * @return a new backend, which the caller closes
   * @throws UnknownStorageTypeException when no provider of the type is installed
   * @throws StorageConfigurationException when two are
   * @throws StorageException when it cannot be opened
   */
  public static StorageBackend open(String type, StorageConfig config, ClassLoader classLoader) {
    return open(type, config.withClassLoader(classLoader));
  }

  /**
   * Opens a backend.
   *
   * @param type the type, such as {@code local}; upper and lower case are the same
   * @param config the settings
   * @return a new backend, which the caller closes
   * @throws UnknownStorageTypeException when no provider of the type is installed
   * @throws StorageConfigurationException when two are
   * @throws StorageException when it cannot be opened
   */
  public static StorageBackend open(String type, StorageConfig config) {
    String wanted = StorageSelection.normalised(type);
    Set<String> installed = new TreeSet<>();
    for (ClassLoader loader : places(config)) {
      var byType = InstalledProviders.in(loader, config::warn);
      List<StorageProvider> found = byType.getOrDefault(wanted, List.of());
      if (!found.isEmpty()) {
        return only(wanted, found).open(config);
      }
      installed.addAll(byType.keySet());
    }
    throw new UnknownStorageTypeException(wanted, List.copyOf(installed));
  }

  private static Set<ClassLoader> places(StorageConfig config) {
    if (config.classLoader().isPresent()) {
      return Set.of(config.classLoader().get());
    }
    Set<ClassLoader> places = new LinkedHashSet<>();
    ClassLoader own = StorageBackends.class.getClassLoader();
    places.add(own == null ? ClassLoader.getSystemClassLoader() : own);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      places.add(context);
    }
    return places;
  }

  private static StorageProvider only(String type, List<StorageProvider> found) {
    if (found.size() > 1) {
      throw new StorageConfigurationException(
          "Several storage providers have the type '"
              + type
              + "': "
              + found.stream().map(p -> p.getClass().getName()).collect(Collectors.joining(", "))
              + ". Keep one of these plugins on the class path.",
          null);
    }
    return found.get(0);
  }
}
