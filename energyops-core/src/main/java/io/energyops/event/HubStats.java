package io.energyops.event;

/** Counts of a hub at one moment. Immutable. */
public final class HubStats {

  private final int topics;
  private final int subscriptions;
  private final long published;
  private final long overflowed;
  private final int retainedEvents;
  private final long retainedBytes;

  HubStats(
      int topics,
      int subscriptions,
      long published,
      long overflowed,
      int retainedEvents,
      long retainedBytes) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.published = published;
    this.overflowed = overflowed;
    this.retainedEvents = retainedEvents;
    this.retainedBytes = retainedBytes;
  }

  /**
   * Returns how many topics have subscribers.
   *
   * @return the count
   */
  public int topics() {
    return topics;
  }

  /**
   * Returns how many subscriptions are open.
   *
   * @return the count
   */
  public int subscriptions() {
    return subscriptions;
  }

  /**
   * Returns how many events were published since creation.
   *
   * @return the count
   */
  public long published() {
    return published;
  }

  /**
   * Returns how many subscriptions ended because they were too slow.
   *
   * @return the count
   */
  public long overflowed() {
    return overflowed;
  }

  /**
   * Returns how many events are kept for replay.
   *
   * @return the count
   */
  public int retainedEvents() {
    return retainedEvents;
  }

  /**
   * Returns how many bytes the events kept for replay take, bookkeeping included.
   *
   * @return the count
   */
  public long retainedBytes() {
    return retainedBytes;
  }
}
