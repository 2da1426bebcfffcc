package io.energyops.event;

import io.energyops.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one configuration of the realtime connection: the server reads it, and the browser gets the
 * same as JSON. Immutable.
 */
public final class RealtimeSettings {

  private final String path;
  private final List<String> transports;
  private final boolean reconnection;
  private final Duration reconnectionDelay;
  private final int reconnectionAttempts;
  private final Set<String> allowedOrigins;

  RealtimeSettings(RealtimeSettingsBuilder builder) {
    path = builder.path;
    transports = List.copyOf(builder.transports);
    reconnection = builder.reconnection;
    reconnectionDelay = builder.reconnectionDelay;
    reconnectionAttempts = builder.reconnectionAttempts;
    allowedOrigins = Set.copyOf(builder.allowedOrigins);
  }

  /**
   * Returns the defaults: path {@code /api/socketio}, websocket then polling, five attempts to
   * reconnect from 1 second on, no origin but the host's own.
   *
   * @return the defaults
   */
  public static RealtimeSettings defaults() {
    return builder().build();
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static RealtimeSettingsBuilder builder() {
    return new RealtimeSettingsBuilder();
  }

  /**
   * Returns where the endpoint is.
   *
   * @return an absolute path without a slash at its end
   */
  public String path() {
    return path;
  }

  /**
   * Returns the transports in the order of preference.
   *
   * @return one or both of {@code websocket} and {@code polling}
   */
  public List<String> transports() {
    return transports;
  }

  /**
   * Tells whether a client connects again by itself.
   *
   * @return true when it does
   */
  public boolean reconnection() {
    return reconnection;
  }

  /**
   * Returns how long a client waits before its first attempt to reconnect.
   *
   * @return whole milliseconds, up to one minute
   */
  public Duration reconnectionDelay() {
    return reconnectionDelay;
  }

  /**
   * Returns how often a client tries to reconnect.
   *
   * @return 1 to 1000
   */
  public int reconnectionAttempts() {
    return reconnectionAttempts;
  }

  /**
   * Returns the origins that may connect beside the host's own.
   *
   * @return origins in lower case; none by default
   */
  public Set<String> allowedOrigins() {
    return allowedOrigins;
  }

  /**
   * Decides on the {@code Origin} of a handshake.
   *
   * @param origin the header, null when the client sent none, as clients that are no browser do
   * @param ownOrigin the origin that the host serves its pages from
   * @return true when the origin is absent, the host's own, or named in the settings
   */
  public boolean allowsOrigin(@Nullable String origin, String ownOrigin) {
    if (origin == null) {
      return true;
    }
    String asked = origin.toLowerCase(Locale.ROOT);
    return asked.equals(ownOrigin.toLowerCase(Locale.ROOT)) || allowedOrigins.contains(asked);
  }

  /**
   * Returns what the browser needs, under the names of the Socket.IO client. The origins are the
   * server's business and stay out. {@code tryAllTransports} is on when there are several, since
   * the client tries only the first otherwise.
   *
   * @return text of one JSON object
   */
  public String toJson() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("path", path);
    options.put("transports", transports);
    options.put("tryAllTransports", transports.size() > 1);
    options.put("reconnection", reconnection);
    options.put("reconnectionDelay", reconnectionDelay.toMillis());
    options.put("reconnectionAttempts", reconnectionAttempts);
    return Json.write(options);
  }
}
