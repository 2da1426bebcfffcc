package io.energyops.storage;

import java.util.Objects;

/** Whether a backend can do its work now, with one sentence about it. Immutable. */
public final class HealthState {

  /** How well a backend works. */
  public enum Level {
    /** Reads and writes work. */
    UP,
    /** It works, but somebody should look. */
    DEGRADED,
    /** It does not work. */
    DOWN
  }

  private final Level level;
  private final String detail;

  private HealthState(Level level, String detail) {
    this.level = level;
    this.detail = Objects.requireNonNull(detail, "detail");
  }

  /**
   * Makes the state of a backend that works.
   *
   * @param detail one sentence without secrets
   * @return the state
   */
  public static HealthState up(String detail) {
    return new HealthState(Level.UP, detail);
  }

  /**
   * Makes the state of a backend that works but needs attention.
   *
   * @param detail one sentence that says why, without secrets
   * @return the state
   */
  public static HealthState degraded(String detail) {
    return new HealthState(Level.DEGRADED, detail);
  }

  /**
   * Makes the state of a backend that does not work.
   *
   * @param detail one sentence that says why, without secrets
   * @return the state
   */
  public static HealthState down(String detail) {
    return new HealthState(Level.DOWN, detail);
  }

  /**
   * Returns how well the backend works.
   *
   * @return the level
   */
  public Level level() {
    return level;
  }

  /**
   * Returns one sentence about it.
   *
   * @return the sentence, without secrets
   */
  public String detail() {
    return detail;
  }

  @Override
  public String toString() {
    return level + ": " + detail;
  }
}
