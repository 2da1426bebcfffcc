package io.energyops.script;

/** What a delete does while executions of the script are running. */
public enum RunningPolicy {
  /** It is refused, and nothing changes. */
  REFUSE,
  /** They are ended first; the delete waits for their end. */
  STOP
}
