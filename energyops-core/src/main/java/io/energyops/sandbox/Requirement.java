package io.energyops.sandbox;

/** What shall happen when nothing on this host enforces a limit. */
public enum Requirement {
  /** The program runs without it, and the result says so. */
  PREFERRED,
  /** The program is not started. */
  REQUIRED
}
