package io.energyops.event;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects {@link RealtimeSettings}. Not thread-safe. */
public final class RealtimeSettingsBuilder {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
  private static final Set<String> TRANSPORTS = Set.of("websocket", "polling");

  String path = "/api/socketio";
  List<String> transports = List.of("websocket", "polling");
  boolean reconnection = true;
  Duration reconnectionDelay = Duration.ofSeconds(1);
  int reconnectionAttempts = 5;
  final Set<String> allowedOrigins = new LinkedHashSet<>();

  RealtimeSettingsBuilder() {}

  /**
   * Sets where the endpoint is.
   *
   * @param value an absolute path without a slash at its end
   * @return this builder
   */
  public RealtimeSettingsBuilder path(String value) {
    path = value;
    return this;
  }

  /**
   * Sets the transports.
   *
   * @param value {@code websocket}, {@code polling} or both, in the order of preference
   * @return this builder
   */
  public RealtimeSettingsBuilder transports(List<String> value) {
    transports = List.copyOf(value);
    return this;
  }

  /**
   * Sets whether a client connects again by itself.
   *
   * @param value true when it does
   * @return this builder
   */
  public RealtimeSettingsBuilder reconnection(boolean value) {
    reconnection = value;
    return this;
  }

  /**
   * Sets how long a client waits before its first attempt to reconnect.
   *
   * @param value 1 millisecond to 1 minute
   * @return this builder
   */
  public RealtimeSettingsBuilder reconnectionDelay(Duration value) {
    reconnectionDelay = value;
    return this;
  }

  /**
   * Sets how often a client tries to reconnect.
   *
   * @param value 1 to 1000
   * @return this builder
   */
  public RealtimeSettingsBuilder reconnectionAttempts(int value) {
    reconnectionAttempts = value;
    return this;
  }

  /**
   * Names one more origin that may connect.
   *
   * @param value such as {@code https://desk.example:8443}: scheme, host and port as a browser
   *     sends them, without path or wildcard
   * @return this builder
   */
  public RealtimeSettingsBuilder allowOrigin(String value) {
    allowedOrigins.add(value.toLowerCase(Locale.ROOT));
    return this;
  }

  /**
   * Checks and makes the settings.
   *
   * @return the settings
   * @throws InvalidArgumentException when a value is malformed or out of its range
   */
  public RealtimeSettings build() {
    check(PATH.matcher(path).matches(), "path must be absolute, without a slash at its end");
    check(
        !transports.isEmpty()
            && TRANSPORTS.containsAll(transports)
            && Set.copyOf(transports).size() == transports.size(),
        "transports must be websocket, polling or both, each once");
    long millis = reconnectionDelay.toMillis();
    check(millis >= 1 && millis <= 60_000, "reconnectionDelay must be 1 ms to 1 minute");
    check(
        reconnectionAttempts >= 1 && reconnectionAttempts <= 1_000,
        "reconnectionAttempts must be 1 to 1000");
    for (String origin : allowedOrigins) {
      check(
          ORIGIN.matcher(origin).matches(),
          "An allowed origin must be scheme, host and port such as https://desk.example:8443,"
              + " without path or wildcard");
    }
    return new RealtimeSettings(this);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new InvalidArgumentException(ErrorCode.INVALID_ARGUMENT, message);
    }
  }
}
