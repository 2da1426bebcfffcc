package io.energyops.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of one backend by name, and where to look for its plugin. Immutable. */
public final class StorageConfig {

  private static final StorageConfig EMPTY = new StorageConfig(Map.of(), null, null);

  private final Map<String, String> settings;
  private final @Nullable ClassLoader classLoader;
  private final @Nullable Consumer<String> warnings;

  private StorageConfig(
      Map<String, String> settings,
      @Nullable ClassLoader classLoader,
      @Nullable Consumer<String> warnings) {
    this.settings = Map.copyOf(settings);
    this.classLoader = classLoader;
    this.warnings = warnings;
  }

  /**
   * Returns the configuration without any setting.
   *
   * @return an empty configuration
   */
  public static StorageConfig empty() {
    return EMPTY;
  }

  /**
   * Makes a configuration of settings.
   *
   * @param settings the values by name, such as {@code path}
   * @return the configuration
   */
  public static StorageConfig of(Map<String, String> settings) {
    return new StorageConfig(settings, null, null);
  }

  /**
   * Returns the same configuration with one setting more or replaced.
   *
   * @param name the setting's name
   * @param value its value
   * @return the configuration
   */
  public StorageConfig with(String name, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(name, value);
    return new StorageConfig(more, classLoader, warnings);
  }

  /**
   * Returns the same configuration with a class loader.
   *
   * @param loader where plugins are looked for, or null for the usual places
   * @return the configuration
   */
  public StorageConfig withClassLoader(@Nullable ClassLoader loader) {
    return new StorageConfig(settings, loader, warnings);
  }

  /**
   * Returns the same configuration with somebody who hears what an operator should see, such as a
   * plugin that is broken and was passed over.
   *
   * @param listener gets one sentence each; without one they go to the JDK's {@link System.Logger}
   * @return the configuration
   */
  public StorageConfig withWarnings(Consumer<String> listener) {
    return new StorageConfig(settings, classLoader, Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Returns a setting.
   *
   * @param name the setting's name
   * @return the value without surrounding blanks, or empty when it is absent or blank
   */
  public Optional<String> get(String name) {
    return Optional.ofNullable(settings.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * Returns a setting that must be there.
   *
   * @param name the setting's name
   * @return the value
   * @throws StorageConfigurationException when it is absent or blank
   */
  public String require(String name) {
    return get(name)
        .orElseThrow(
            () ->
                new StorageConfigurationException(
                    "The storage setting '"
                        + name
                        + "' is missing. Give it in the configuration, or as the system property "
                        + StorageSelection.PREFIX
                        + name
                        + ".",
                    null));
  }

  /**
   * Returns a setting that is a whole number.
   *
   * @param name the setting's name
   * @param min the smallest that makes sense
   * @param max the largest that makes sense
   * @return the number, or empty when it is absent or blank
   * @throws StorageConfigurationException when it is no whole number, or out of this range
   */
  public OptionalLong number(String name, long min, long max) {
    return typed(
            name,
            "a whole number from " + min + " to " + max,
            text -> {
              long number = Long.parseLong(text);
              if (number < min || number > max) {
                throw new IllegalArgumentException("out of range");
              }
              return number;
            })
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /**
   * Returns a setting that is a duration.
   *
   * @param name the setting's name
   * @return the duration, given as ISO-8601 such as {@code PT30S}, or empty when it is absent or
   *     blank
   * @throws StorageConfigurationException when it is no duration, or not above zero
   */
  public Optional<Duration> duration(String name) {
    return typed(
        name,
        "a duration above zero such as PT30S",
        text -> {
          Duration duration = Duration.parse(text);
          if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("not above zero");
          }
          return duration;
        });
  }

  /**
   * Returns a setting that is yes or no.
   *
   * @param name the setting's name
   * @return the answer, given as {@code true} or {@code false}, or empty when it is absent or blank
   * @throws StorageConfigurationException when it is neither
   */
  public Optional<Boolean> flag(String name) {
    return typed(
        name,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("neither");
            });
  }

  /**
   * Returns a setting that is an address.
   *
   * @param name the setting's name
   * @return the address with scheme and host, or empty when it is absent or blank
   * @throws StorageConfigurationException when it is no such address
   */
  public Optional<URI> address(String name) {
    return typed(
        name,
        "an address with scheme and host",
        text -> {
          URI uri = URI.create(text);
          if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("no scheme or no host");
          }
          return uri;
        });
  }

  /**
   * Returns a setting that is a path of the file system.
   *
   * @param name the setting's name
   * @return the path, or empty when it is absent or blank
   * @throws StorageConfigurationException when it is no path of this system
   */
  public Optional<Path> path(String name) {
    return typed(name, "a path of this system", Path::of);
  }

  // The value is left out of the message: it may be a secret that was given the wrong name.
  private <T> Optional<T> typed(String name, String wanted, Function<String, T> parser) {
    return get(name)
        .map(
            text -> {
              try {
                return parser.apply(text);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw new StorageConfigurationException(
                    "The storage setting '" + name + "' must be " + wanted + ". Correct it.", null);
              }
            });
  }

  /**
   * Returns every setting.
   *
   * @return the values by name; they may hold secrets
   */
  public Map<String, String> settings() {
    return settings;
  }

  /**
   * Returns where plugins are looked for.
   *
   * @return the class loader, or empty for the usual places
   */
  public Optional<ClassLoader> classLoader() {
    return Optional.ofNullable(classLoader);
  }

  void warn(String message) {
    if (warnings != null) {
      warnings.accept(message);
    } else {
      System.getLogger(StorageBackends.class.getName()).log(System.Logger.Level.WARNING, message);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StorageConfig that
        && settings.equals(that.settings)
        && Objects.equals(classLoader, that.classLoader);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  /**
   * Returns the names of the settings. Values are hidden: which of a plugin's are secret nobody
   * knows here.
   *
   * @return the names
   */
  @Override
  public String toString() {
    return settings.keySet().stream()
        .sorted()
        .map(name -> name + "=***")
        .collect(Collectors.joining(", ", "StorageConfig[", "]"));
  }
}
