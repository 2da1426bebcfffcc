package io.energyops.sandbox;

import io.energyops.annotation.Experimental;

/** How strongly programs are held. */
@Experimental
public enum Isolation {
  /** With the strongest of the host's means that work together. */
  STRONGEST,
  /** With the rights of this JVM; only what the supervisor does holds. */
  PLAIN
}
