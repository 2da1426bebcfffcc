package io.energyops.event;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that happened: a type and a JSON object. Immutable. */
public final class Event {

  /** The most bytes of a payload in UTF-8: 1 MiB. */
  public static final int MAX_PAYLOAD_BYTES = 1 << 20;

  /** Type of the event that tells a subscriber to read its data anew: some events are gone. */
  public static final String RESYNC = "resync";

  private static final int OVERHEAD_BYTES = 128;
  private static final String MERGED = "merged";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

  private final String type;
  private final int retainedBytes;
  // One of both is there; the text comes first, so that no reader finds neither.
  private volatile @Nullable String payload;
  private volatile @Nullable Supplier<String> source;

  private Event(String type, String payload) {
    this.type = type;
    this.payload = payload;
    this.retainedBytes = sizeBytes(type, payload) + OVERHEAD_BYTES;
  }

  private Event(String type, Supplier<String> source, int mostBytes) {
    this.type = type;
    this.source = source;
    this.retainedBytes = type.length() + mostBytes + OVERHEAD_BYTES;
  }

  /**
   * Makes an event.
   *
   * @param type such as {@code kpi:update}: 1 to 100 ASCII letters, digits and {@code . _ : -}
   * @param data members of the payload: strings, numbers, booleans, instants, null, lists and maps
   *     of these; copied
   * @return the event
   * @throws InvalidArgumentException when the type is malformed, a value has no JSON form, or the
   *     payload is larger than {@link #MAX_PAYLOAD_BYTES}
   */
  public static Event of(String type, Map<String, ?> data) {
    return checked(type, Json.write(data));
  }

  /**
   * Makes an event whose payload is JSON text already.
   *
   * @param type as in {@link #of}
   * @param payload text of one JSON object
   * @return the event
   * @throws InvalidArgumentException when the type is malformed, the text no JSON object, or too
   *     long
   */
  public static Event ofPayload(String type, String payload) {
    Event event = checked(type, payload);
    Json.read(payload);
    return event;
  }

  /**
   * Makes an event whose payload is written when somebody asks for it: many events are kept for a
   * while and seen by nobody.
   *
   * @param type as in {@link #of}
   * @param source gives the text of one JSON object, the same at each call; asked by any thread
   * @param mostBytes what the text has at most, up to {@link #MAX_PAYLOAD_BYTES}
   * @return the event
   * @throws InvalidArgumentException when the type is malformed or the payload may be too long
   */
  @Internal
  public static Event deferred(String type, Supplier<String> source, int mostBytes) {
    check(type, mostBytes);
    return new Event(type, source, mostBytes);
  }

  /** Joins events of one type without reading them: {@code {"merged":[…]}}. */
  static Event merge(List<Event> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    String payload =
        parts.stream()
            .map(Event::payload)
            .collect(Collectors.joining(",", "{\"" + MERGED + "\":[", "]}"));
    return new Event(parts.get(0).type(), payload);
  }

  /**
   * Returns the type.
   *
   * @return such as {@code kpi:update}
   */
  public String type() {
    return type;
  }

  /**
   * Returns the payload as JSON text.
   *
   * @return text of one JSON object
   */
  public String payload() {
    String known = payload;
    Supplier<String> asked = source;
    if (known == null && asked != null) {
      known = asked.get();
      payload = known;
      source = null;
    }
    return known == null ? Objects.requireNonNull(payload) : known;
  }

  /**
   * Reads the payload.
   *
   * @return its members in order; numbers are {@link java.math.BigDecimal}; unmodifiable
   */
  public Map<String, @Nullable Object> data() {
    return Collections.unmodifiableMap(Json.read(payload()));
  }

  /**
   * Returns the size of type and payload.
   *
   * @return bytes in UTF-8
   */
  public int sizeBytes() {
    return sizeBytes(type, payload());
  }

  private static int sizeBytes(String type, String payload) {
    return type.length() + payload.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What keeping the event costs, its objects included, so that tiny ones count too. */
  int retainedBytes() {
    return retainedBytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event that
        && type.equals(that.type)
        && payload().equals(that.payload());
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + payload().hashCode();
  }

  /** Names the type and the size; payloads are users' data and stay out of logs. */
  @Override
  public String toString() {
    return "Event[" + type + ", " + sizeBytes() + " bytes]";
  }

  private static Event checked(String type, String payload) {
    check(type, 0);
    Event event = new Event(type, payload);
    check(type, event.retainedBytes - OVERHEAD_BYTES - type.length());
    return event;
  }

  private static void check(String type, int bytes) {
    if (!TYPE.matcher(type).matches()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An event's type must have 1 to 100 characters of A-Z a-z 0-9 . _ : - and begin with a"
              + " letter or digit");
    }
    if (bytes > MAX_PAYLOAD_BYTES) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The payload of an event may have 1 MiB, but that of "
              + type
              + " has "
              + bytes
              + " bytes; publish where the data is instead");
    }
  }
}
