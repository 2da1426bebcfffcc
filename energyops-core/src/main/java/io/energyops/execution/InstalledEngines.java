package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.ExecutionEngineProvider;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and opens the engines of plugins. Stateless. */
@Internal
public final class InstalledEngines {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledEngines.class);

  /** A service file that cannot be read at all must not keep the search going for ever. */
  private static final int MAX_BROKEN = 100;

  private InstalledEngines() {}

  /**
   * Opens an engine by the name of its provider.
   *
   * @param name the name
   * @param settings what the host set
   * @param loader where to look; null for this library's loader, then the thread's context loader
   * @return a new engine, which the caller closes
   * @throws InvalidArgumentException when no provider has the name, or its engine another one
   */
  public static ExecutionEngine open(
      String name, Map<String, String> settings, @Nullable ClassLoader loader) {
    Set<String> installed = new TreeSet<>();
    for (ClassLoader place : places(loader)) {
      Iterator<ExecutionEngineProvider> providers =
          ServiceLoader.load(ExecutionEngineProvider.class, place).iterator();
      int broken = 0;
      while (broken < MAX_BROKEN) {
        try {
          if (!providers.hasNext()) {
            break;
          }
          ExecutionEngineProvider provider = providers.next();
          if (provider.name().equals(name)) {
            return named(name, provider.open(settings));
          }
          installed.add(provider.name());
        } catch (ServiceConfigurationError | LinkageError e) {
          broken++;
          LOG.warn("A provider of execution engines cannot be used: {}", e.toString());
        }
      }
    }
    throw new InvalidArgumentException(
        ErrorCode.ENGINE_UNKNOWN,
        "No execution engine '"
            + name
            + "' is installed; there are "
            + (installed.isEmpty() ? "none" : String.join(", ", installed)));
  }

  private static ExecutionEngine named(String name, ExecutionEngine engine) {
    if (!engine.capabilities().name().equals(name)) {
      engine.close();
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The provider of the engine '"
              + name
              + "' opened one named '"
              + engine.capabilities().name()
              + "'");
    }
    return engine;
  }

  private static Set<ClassLoader> places(@Nullable ClassLoader loader) {
    Set<ClassLoader> places = new LinkedHashSet<>();
    if (loader != null) {
      places.add(loader);
      return places;
    }
    ClassLoader own = InstalledEngines.class.getClassLoader();
    places.add(own == null ? ClassLoader.getSystemClassLoader() : own);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      places.add(context);
    }
    return places;
  }
}
