package io.energyops.event;

import java.util.Optional;

/** Where a subscription begins. Immutable. */
public final class SubscriptionOptions {

  private static final SubscriptionOptions LIVE = new SubscriptionOptions(Optional.empty());

  private final Optional<String> since;

  private SubscriptionOptions(Optional<String> since) {
    this.since = since;
  }

  /**
   * Begins with the next event.
   *
   * @return the options
   */
  public static SubscriptionOptions live() {
    return LIVE;
  }

  /**
   * Begins behind an event that the subscriber has. When not every later one is at hand any more,
   * or the id is of another life of the hub, from the future or malformed, the first event is
   * {@link Event#RESYNC}.
   *
   * @param lastId the id as the client sent it
   * @return the options
   */
  public static SubscriptionOptions since(String lastId) {
    return new SubscriptionOptions(Optional.of(lastId));
  }

  /**
   * Begins behind an event that the subscriber has, as {@link #since(String)} does.
   *
   * @param lastId the id
   * @return the options
   */
  public static SubscriptionOptions since(EventId lastId) {
    return since(lastId.toString());
  }

  /**
   * Returns the id to begin behind.
   *
   * @return the id as it was given, empty to begin with the next event
   */
  public Optional<String> since() {
    return since;
  }
}
