package io.energyops.sandbox;

import java.util.Objects;

/**
 * A limit's value, and whether the program may run without it.
 *
 * @param <T> type of the value
 * @param value the value, in the unit that the holder names
 * @param requirement what shall happen when nothing enforces it
 */
public record Limit<T>(T value, Requirement requirement) {

  /**
   * Checks that both parts are there.
   *
   * @param value the value
   * @param requirement what shall happen when nothing enforces it
   */
  public Limit {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(requirement, "requirement");
  }
}
