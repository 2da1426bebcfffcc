package io.energyops.notification;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says.
 *
 * @param type such as {@code alert}; not blank
 * @param category such as {@code system}; not blank
 * @param title one line; not blank
 * @param message what happened
 * @param severity how urgent it is
 * @param actionUrl where a click leads, or null
 * @param actionLabel text of that link, or null
 * @param metadata more, as JSON values; copied
 * @param userId whom it is for, or null for everybody
 */
public record NotificationContent(
    String type,
    String category,
    String title,
    String message,
    NotificationSeverity severity,
    @Nullable String actionUrl,
    @Nullable String actionLabel,
    Map<String, ? extends @Nullable Object> metadata,
    @Nullable String userId) {

  /**
   * Checks and copies.
   *
   * @param type kind
   * @param category area
   * @param title one line
   * @param message what happened
   * @param severity how urgent it is
   * @param actionUrl where a click leads, or null
   * @param actionLabel text of that link, or null
   * @param metadata more
   * @param userId whom it is for, or null
   * @throws InvalidArgumentException when a required text is blank
   */
  public NotificationContent {
    required("type", type);
    required("category", category);
    required("title", title);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Returns a content for everybody, without a link.
   *
   * @param type such as {@code alert}; not blank
   * @param category such as {@code system}; not blank
   * @param title one line; not blank
   * @param message what happened
   * @param severity how urgent it is
   * @param metadata more, as JSON values; copied
   * @return the content
   * @throws InvalidArgumentException when a required text is blank
   */
  public static NotificationContent of(
      String type,
      String category,
      String title,
      String message,
      NotificationSeverity severity,
      Map<String, ? extends @Nullable Object> metadata) {
    return new NotificationContent(
        type, category, title, message, severity, null, null, metadata, null);
  }

  /**
   * Returns this content with a link.
   *
   * @param url where a click leads
   * @param label text of the link
   * @return a copy
   */
  public NotificationContent withAction(String url, String label) {
    return new NotificationContent(
        type, category, title, message, severity, url, label, metadata, userId);
  }

  /**
   * Returns this content for one user.
   *
   * @param user whom it is for
   * @return a copy
   */
  public NotificationContent forUser(String user) {
    return new NotificationContent(
        type, category, title, message, severity, actionUrl, actionLabel, metadata, user);
  }

  private static void required(String name, String value) {
    if (value.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The " + name + " of a notification is required");
    }
  }
}
