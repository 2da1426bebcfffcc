package io.energyops.activity;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param type area, such as {@code sandbox}; not blank
 * @param action what was done, such as {@code deleted}; not blank
 * @param title one line for people; not blank
 * @param description a sentence for people, or null
 * @param entityType kind of what it was done to, such as {@code TestScript}, or null
 * @param entityId id of what it was done to, or null
 * @param userId who did it; the caller asks the current user once; not blank
 * @param status outcome, such as {@code success}; not blank
 * @param metadata more, as JSON values; copied
 */
public record ActivityEntry(
    String type,
    String action,
    String title,
    @Nullable String description,
    @Nullable String entityType,
    @Nullable String entityId,
    String userId,
    String status,
    Map<String, ? extends @Nullable Object> metadata) {

  /** Status of what went well. */
  public static final String SUCCESS = "success";

  /**
   * Checks and copies.
   *
   * @param type area
   * @param action what was done
   * @param title one line
   * @param description a sentence, or null
   * @param entityType kind of what it was done to, or null
   * @param entityId id of what it was done to, or null
   * @param userId who did it
   * @param status outcome
   * @param metadata more
   * @throws InvalidArgumentException when a required text is blank
   */
  public ActivityEntry {
    required("type", type);
    required("action", action);
    required("title", title);
    required("userId", userId);
    required("status", status);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Returns an entry of something that went well, without the optional parts.
   *
   * @param type area
   * @param action what was done
   * @param title one line for people
   * @param userId who did it
   * @return the entry
   * @throws InvalidArgumentException when a text is blank
   */
  public static ActivityEntry of(String type, String action, String title, String userId) {
    return new ActivityEntry(type, action, title, null, null, null, userId, SUCCESS, Map.of());
  }

  /**
   * Returns this entry with a description.
   *
   * @param text a sentence for people
   * @return a copy
   */
  public ActivityEntry withDescription(String text) {
    return new ActivityEntry(
        type, action, title, text, entityType, entityId, userId, status, metadata);
  }

  /**
   * Returns this entry about an entity.
   *
   * @param kind kind of what it was done to
   * @param id its id
   * @return a copy
   */
  public ActivityEntry about(String kind, String id) {
    return new ActivityEntry(type, action, title, description, kind, id, userId, status, metadata);
  }

  /**
   * Returns this entry with another outcome.
   *
   * @param outcome such as {@code success} or {@code failed}; not blank
   * @return a copy
   */
  public ActivityEntry withStatus(String outcome) {
    return new ActivityEntry(
        type, action, title, description, entityType, entityId, userId, outcome, metadata);
  }

  /**
   * Returns this entry with more.
   *
   * @param more JSON values; copied
   * @return a copy
   */
  public ActivityEntry withMetadata(Map<String, ? extends @Nullable Object> more) {
    return new ActivityEntry(
        type, action, title, description, entityType, entityId, userId, status, more);
  }

  private static void required(String name, String value) {
    if (value.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The " + name + " of an activity is required");
    }
  }
}
