package io.energyops.activity;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which activities to list. Immutable. */
public final class ActivityQuery {

  private static final int MAX_LIMIT = 500;
  private static final ActivityQuery LATEST = new ActivityQuery(50, null, null, null, null, null);

  private final int limit;
  private final @Nullable String after;
  private final @Nullable String type;
  private final @Nullable String userId;
  private final @Nullable String entityType;
  private final @Nullable String entityId;

  private ActivityQuery(
      int limit,
      @Nullable String after,
      @Nullable String type,
      @Nullable String userId,
      @Nullable String entityType,
      @Nullable String entityId) {
    this.limit = limit;
    this.after = after;
    this.type = type;
    this.userId = userId;
    this.entityType = entityType;
    this.entityId = entityId;
  }

  /**
   * Asks for the latest 50.
   *
   * @return the query
   */
  public static ActivityQuery latest() {
    return LATEST;
  }

  /**
   * Returns this query with another size of page.
   *
   * @param most 1 to 500
   * @return a copy
   * @throws InvalidArgumentException when it is out of range
   */
  public ActivityQuery limit(int most) {
    if (most < 1 || most > MAX_LIMIT) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "limit must be 1 to 500, but is " + most);
    }
    return new ActivityQuery(most, after, type, userId, entityType, entityId);
  }

  /**
   * Returns this query for the page that follows.
   *
   * @param key {@code nextKey} of the page before
   * @return a copy
   */
  public ActivityQuery after(String key) {
    return new ActivityQuery(limit, key, type, userId, entityType, entityId);
  }

  /**
   * Returns this query for one area.
   *
   * @param area such as {@code sandbox}
   * @return a copy
   */
  public ActivityQuery type(String area) {
    return new ActivityQuery(limit, after, area, userId, entityType, entityId);
  }

  /**
   * Returns this query for one user.
   *
   * @param user who did it
   * @return a copy
   */
  public ActivityQuery user(String user) {
    return new ActivityQuery(limit, after, type, user, entityType, entityId);
  }

  /**
   * Returns this query for one entity.
   *
   * @param kind its kind
   * @param id its id
   * @return a copy
   */
  public ActivityQuery entity(String kind, String id) {
    return new ActivityQuery(limit, after, type, userId, kind, id);
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

  @Nullable String type() {
    return type;
  }

  @Nullable String userId() {
    return userId;
  }

  @Nullable String entityType() {
    return entityType;
  }

  @Nullable String entityId() {
    return entityId;
  }
}
