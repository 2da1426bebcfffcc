package io.energyops.storage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The providers that one class loader offers, by type. A broken one is named and passed over. */
final class InstalledProviders {

  /** A service file that cannot be read at all must not keep the search going for ever. */
  private static final int MAX_BROKEN = 100;

  private InstalledProviders() {}

  static SortedMap<String, List<StorageProvider>> in(
      ClassLoader loader, Consumer<String> warnings) {
    SortedMap<String, List<StorageProvider>> byType = new TreeMap<>();
    Iterator<StorageProvider> providers =
        ServiceLoader.load(StorageProvider.class, loader).iterator();
    int broken = 0;
    while (broken < MAX_BROKEN) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        add(byType, providers.next(), warnings);
      } catch (ServiceConfigurationError | LinkageError e) {
        broken++;
        warnings.accept("A storage provider is broken and was passed over: " + e);
      }
    }
    return byType;
  }

  private static void add(
      SortedMap<String, List<StorageProvider>> byType,
      StorageProvider provider,
      Consumer<String> warnings) {
    String type;
    try {
      type = StorageSelection.normalised(provider.type());
    } catch (RuntimeException e) {
      String name = provider.getClass().getName();
      warnings.accept(
          "Storage provider " + name + " cannot tell its type, so it was passed over: " + e);
      return;
    }
    byType.computeIfAbsent(type, t -> new ArrayList<>()).add(provider);
  }
}
