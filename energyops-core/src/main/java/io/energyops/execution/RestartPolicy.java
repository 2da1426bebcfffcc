package io.energyops.execution;

/** What becomes of runs that are found alive when their node comes back. */
public enum RestartPolicy {
  /** They go on, and are followed again. */
  ADOPT,
  /** They are ended. */
  KILL
}
