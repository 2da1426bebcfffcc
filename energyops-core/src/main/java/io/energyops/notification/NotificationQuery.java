package io.energyops.notification;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which notifications to list. Immutable. */
public final class NotificationQuery {

  private static final int MAX_LIMIT = 500;
  private static final NotificationQuery LATEST = new NotificationQuery(50, null, null, false);

  private final int limit;
  private final @Nullable String after;
  private final @Nullable String userId;
  private final boolean unreadOnly;

  private NotificationQuery(
      int limit, @Nullable String after, @Nullable String userId, boolean unreadOnly) {
    this.limit = limit;
    this.after = after;
    this.userId = userId;
    this.unreadOnly = unreadOnly;
  }

  /**
   * Asks for the latest 50 that are not archived.
   *
   * @return the query
   */
  public static NotificationQuery latest() {
    return LATEST;
  }

  /**
   * Returns this query with another size of page.
   *
   * @param most 1 to 500
   * @return a copy
   * @throws InvalidArgumentException when it is out of range
   */
  public NotificationQuery limit(int most) {
    if (most < 1 || most > MAX_LIMIT) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "limit must be 1 to 500, but is " + most);
    }
    return new NotificationQuery(most, after, userId, unreadOnly);
  }

  /**
   * Returns this query for the page that follows.
   *
   * @param key {@code nextKey} of the page before
   * @return a copy
   */
  public NotificationQuery after(String key) {
    return new NotificationQuery(limit, key, userId, unreadOnly);
  }

  /**
   * Returns this query for what one user may see: the user's own and everybody's.
   *
   * @param user the user
   * @return a copy
   */
  public NotificationQuery user(String user) {
    return new NotificationQuery(limit, after, user, unreadOnly);
  }

  /**
   * Returns this query for those that nobody has marked read.
   *
   * @return a copy
   */
  public NotificationQuery unread() {
    return new NotificationQuery(limit, after, userId, true);
  }

  /**
   * Returns the size of a page.
   *
   * @return 1 to 500
   */
  public int limit() {
    return limit;
  }

  /**
   * Returns where to begin.
   *
   * @return the key, empty for the latest
   */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }

  Optional<String> userId() {
    return Optional.ofNullable(userId);
  }

  boolean unreadOnly() {
    return unreadOnly;
  }
}
