package io.energyops.notification;

/**
 * Counts of a throttler at one moment: {@code offered = allowed + drained + pending}. Immutable.
 */
public final class ThrottleStats {

  private final long allowed;
  private final long drained;
  private final long pending;
  private final int executions;

  ThrottleStats(long allowed, long drained, long pending, int executions) {
    this.allowed = allowed;
    this.drained = drained;
    this.pending = pending;
    this.executions = executions;
  }

  /**
   * Returns how many messages were offered.
   *
   * @return the count since creation
   */
  public long offered() {
    return allowed + drained + pending;
  }

  /**
   * Returns how many messages became notifications.
   *
   * @return the count since creation
   */
  public long allowed() {
    return allowed;
  }

  /**
   * Returns how many messages the digests drained so far tell of.
   *
   * @return the count since creation
   */
  public long drained() {
    return drained;
  }

  /**
   * Returns how many messages wait for a drain.
   *
   * @return the count now
   */
  public long pending() {
    return pending;
  }

  /**
   * Returns how many executions are remembered.
   *
   * @return the count now, never above the limit of the settings
   */
  public int executions() {
    return executions;
  }
}
