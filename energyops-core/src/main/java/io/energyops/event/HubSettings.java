package io.energyops.event;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;

/** The bounds of an {@link EventHub}. Immutable. */
public final class HubSettings {

  private final int replayEvents;
  private final Duration replayAge;
  private final long replayBytes;
  private final long replayTotalBytes;
  private final int queueEvents;
  private final long queueBytes;

  private HubSettings(Builder builder) {
    replayEvents = (int) inRange("replayEvents", builder.replayEvents, 1, 100_000);
    replayAge = builder.replayAge;
    replayBytes = inRange("replayBytes", builder.replayBytes, 1_024L, 1_073_741_824L);
    replayTotalBytes =
        inRange("replayTotalBytes", builder.replayTotalBytes, 1_024L, 17_179_869_184L);
    queueEvents = (int) inRange("queueEvents", builder.queueEvents, 1, 100_000);
    queueBytes = inRange("queueBytes", builder.queueBytes, 1_024L, 1_073_741_824L);
    inRange("seconds of replayAge", replayAge.toSeconds(), 1, 86_400);
  }

  /**
   * Returns the defaults: 1000 events, 5 minutes and 4 MiB per topic, 32 MiB in all; 256 events and
   * 1 MiB per subscriber.
   *
   * @return the defaults
   */
  public static HubSettings defaults() {
    return builder().build();
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how many events of one topic are kept for replay.
   *
   * @return 1 to 100 000
   */
  public int replayEvents() {
    return replayEvents;
  }

  /**
   * Returns how long an event is kept for replay.
   *
   * @return one second to one day
   */
  public Duration replayAge() {
    return replayAge;
  }

  /**
   * Returns how many bytes of one topic are kept for replay.
   *
   * @return 1 024 to 1 073 741 824
   */
  public long replayBytes() {
    return replayBytes;
  }

  /**
   * Returns how many bytes of all topics together are kept for replay.
   *
   * @return 1 024 to 17 179 869 184
   */
  public long replayTotalBytes() {
    return replayTotalBytes;
  }

  /**
   * Returns how many live events may wait for one subscriber.
   *
   * @return 1 to 100 000
   */
  public int queueEvents() {
    return queueEvents;
  }

  /**
   * Returns how many bytes of live events may wait for one subscriber; one event always may.
   *
   * @return 1 024 to 1 073 741 824
   */
  public long queueBytes() {
    return queueBytes;
  }

  private static long inRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          name + " must be " + min + " to " + max + ", but is " + value);
    }
    return value;
  }

  /** Collects bounds. Not thread-safe. */
  public static final class Builder {

    private int replayEvents = 1_000;
    private Duration replayAge = Duration.ofMinutes(5);
    private long replayBytes = 4L << 20;
    private long replayTotalBytes = 32L << 20;
    private int queueEvents = 256;
    private long queueBytes = 1L << 20;

    private Builder() {}

    /**
     * Sets how many events of one topic are kept for replay.
     *
     * @param value 1 to 100 000
     * @return this builder
     */
    public Builder replayEvents(int value) {
      replayEvents = value;
      return this;
    }

    /**
     * Sets how long an event is kept for replay.
     *
     * @param value one second to one day
     * @return this builder
     */
    public Builder replayAge(Duration value) {
      replayAge = value;
      return this;
    }

    /**
     * Sets how many bytes of one topic are kept for replay.
     *
     * @param value 1 024 to 1 073 741 824
     * @return this builder
     */
    public Builder replayBytes(long value) {
      replayBytes = value;
      return this;
    }

    /**
     * Sets how many bytes of all topics together are kept for replay.
     *
     * @param value 1 024 to 17 179 869 184
     * @return this builder
     */
    public Builder replayTotalBytes(long value) {
      replayTotalBytes = value;
      return this;
    }

    /**
     * Sets how many live events may wait for one subscriber.
     *
     * @param value 1 to 100 000
     * @return this builder
     */
    public Builder queueEvents(int value) {
      queueEvents = value;
      return this;
    }

    /**
     * Sets how many bytes of live events may wait for one subscriber; one event always may.
     *
     * @param value 1 024 to 1 073 741 824
     * @return this builder
     */
    public Builder queueBytes(long value) {
      queueBytes = value;
      return this;
    }

    /**
     * Checks and makes the settings.
     *
     * @return the settings
     * @throws InvalidArgumentException when a bound is out of its range
     */
    public HubSettings build() {
      return new HubSettings(this);
    }
  }
}
