package io.energyops.storage;

import java.util.Objects;

/** What must hold for a write to happen. It is checked in one step with the write. */
public sealed interface WriteCondition {

  /** Nothing: create or replace. */
  record Always() implements WriteCondition {}

  /** No object with the key exists; needs {@link Capability#IF_ABSENT}. */
  record IfAbsent() implements WriteCondition {}

  /**
   * The object still has this version; needs {@link Capability#IF_MATCH}.
   *
   * @param version a {@link StoredObject#version()} that was read before
   */
  record IfMatch(String version) implements WriteCondition {
    /**
     * Checks the version.
     *
     * @param version a version that was read before
     */
    public IfMatch {
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * Creates or replaces.
   *
   * @return the condition that always holds
   */
  static WriteCondition none() {
    return new Always();
  }

  /**
   * Creates only; of many writers exactly one wins.
   *
   * @return the condition
   */
  static WriteCondition ifAbsent() {
    return new IfAbsent();
  }

  /**
   * Replaces only the version that was read.
   *
   * @param version a {@link StoredObject#version()} that was read before
   * @return the condition
   */
  static WriteCondition ifMatch(String version) {
    return new IfMatch(version);
  }
}
