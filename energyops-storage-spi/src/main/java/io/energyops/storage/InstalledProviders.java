package io.energyops.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The providers that one class loader offers, by type. A broken one is named and passed over. */
final class InstalledProviders {

  private static final Logger LOG = System.getLogger(InstalledProviders.class.getName());

  /** A service file that cannot be read at all must not keep the search going for ever. */
  private static final int MAX_BROKEN = 100;

  private InstalledProviders() {}

  static SortedMap<String, List<StorageProvider>> in(ClassLoader loader) {
    SortedMap<String, List<StorageProvider>> byType = new TreeMap<>();
    Iterator<StorageProvider> providers =
        ServiceLoader.load(StorageProvider.class, loader).iterator();
    int broken = 0;
    while (broken < MAX_BROKEN) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        add(byType, providers.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken++;
        LOG.log(Level.WARNING, "A storage provider is broken and was passed over: " + e, e);
      }
    }
    return byType;
  }

  private static void add(
      SortedMap<String, List<StorageProvider>> byType, StorageProvider provider) {
    String type;
    try {
      type = StorageSelection.normalised(provider.type());
    } catch (RuntimeException e) {
      String name = provider.getClass().getName();
      LOG.log(Level.WARNING, "Storage provider " + name + " cannot tell its type: passed over", e);
      return;
    }
    byType.computeIfAbsent(type, t -> new ArrayList<>()).add(provider);
  }
}
