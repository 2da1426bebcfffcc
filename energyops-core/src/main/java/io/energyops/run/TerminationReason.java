package io.energyops.run;

import java.util.Locale;

/** Why an execution ended, beside its {@link ExecutionStatus}. */
public enum TerminationReason {
  /** The program ended by itself, with an exit code. */
  EXITED,
  /** A signal ended it and nothing tells who sent it. */
  SIGNALLED,
  /** The memory limit ended it; there is evidence. */
  MEMORY_LIMIT,
  /** The limit of processor time ended it. */
  CPU_LIMIT,
  /** The wall time was used up. */
  TIME_LIMIT,
  /** It wrote more output than allowed. */
  OUTPUT_LIMIT,
  /** It wrote more to disk than allowed. */
  DISK_LIMIT,
  /** Somebody asked for its end. */
  KILLED_BY_USER,
  /** Program or interpreter could not be started. */
  COULD_NOT_START,
  /** The embedding application asked for the end at close or restart. */
  NODE_CLOSED,
  /** The process was gone when its node came back. */
  NODE_ENDED,
  /** The container that held node and process ended. */
  CONTAINER_ENDED,
  /** The supervisor ended and left no record. */
  SUPERVISOR_LOST;

  /**
   * Returns the name in the database and in events.
   *
   * @return the lower-case name
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
