package io.energyops.notification;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.Duration;

/** How many notifications an execution may raise. Immutable. */
public final class ThrottleSettings {

  private final int maxPerWindow;
  private final Duration window;
  private final int maxExecutions;

  private ThrottleSettings(Builder builder) {
    maxPerWindow = inRange("maxPerWindow", builder.maxPerWindow, 1, 1_000);
    maxExecutions = inRange("maxExecutions", builder.maxExecutions, 1, 1_000_000);
    window = builder.window;
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "window must be 1 second to 1 day, but is " + window);
    }
  }

  /**
   * Returns the defaults: 5 notifications in any 60 seconds, 10 000 executions remembered.
   *
   * @return the defaults
   */
  public static ThrottleSettings defaults() {
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
   * Returns how many notifications of one execution any window may hold.
   *
   * @return 1 to 1000
   */
  public int maxPerWindow() {
    return maxPerWindow;
  }

  /**
   * Returns the length of the window.
   *
   * @return one second to one day
   */
  public Duration window() {
    return window;
  }

  /**
   * Returns how many executions are remembered.
   *
   * @return 1 to 1 000 000
   */
  public int maxExecutions() {
    return maxExecutions;
  }

  private static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          name + " must be " + min + " to " + max + ", but is " + value);
    }
    return value;
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {

    private int maxPerWindow = 5;
    private Duration window = Duration.ofSeconds(60);
    private int maxExecutions = 10_000;

    private Builder() {}

    /**
     * Sets how many notifications of one execution any window may hold.
     *
     * @param count 1 to 1000; 5 by default
     * @return this builder
     */
    public Builder maxPerWindow(int count) {
      maxPerWindow = count;
      return this;
    }

    /**
     * Sets the length of the window.
     *
     * @param length one second to one day; 60 seconds by default
     * @return this builder
     */
    public Builder window(Duration length) {
      window = length;
      return this;
    }

    /**
     * Sets how many executions are remembered before the one that was silent for longest is
     * forgotten.
     *
     * @param count 1 to 1 000 000; 10 000 by default
     * @return this builder
     */
    public Builder maxExecutions(int count) {
      maxExecutions = count;
      return this;
    }

    /**
     * Checks and makes the settings.
     *
     * @return the settings
     * @throws InvalidArgumentException when a value is out of its range
     */
    public ThrottleSettings build() {
      return new ThrottleSettings(this);
    }
  }
}
