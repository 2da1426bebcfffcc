package io.energyops.notification;

import io.energyops.annotation.Internal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is kept.
 *
 * @param id its id
 * @param content what it says
 * @param read whether somebody has marked it read
 * @param archived whether it was put away
 * @param createdAt when it was made, in microseconds
 * @param readAt when it was first marked read, or null
 */
public record Notification(
    String id,
    NotificationContent content,
    boolean read,
    boolean archived,
    Instant createdAt,
    @Nullable Instant readAt) {

  /**
   * Returns the members that a browser gets, in camel case.
   *
   * @return JSON values
   */
  @Internal
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("type", content.type());
    members.put("category", content.category());
    members.put("title", content.title());
    members.put("message", content.message());
    members.put("severity", content.severity().text());
    members.put("isRead", read);
    members.put("isArchived", archived);
    members.put("actionUrl", content.actionUrl());
    members.put("actionLabel", content.actionLabel());
    members.put("metadata", content.metadata());
    members.put("userId", content.userId());
    members.put("createdAt", createdAt);
    members.put("readAt", readAt);
    return members;
  }

  /**
   * Returns the payload of {@code notification:new}.
   *
   * @param notifications what is new
   * @param timestamp when it is told
   * @return JSON values
   */
  @Internal
  public static Map<String, @Nullable Object> payload(
      List<Notification> notifications, Instant timestamp) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("notifications", notifications.stream().map(Notification::toMap).toList());
    members.put("timestamp", timestamp);
    return members;
  }
}
