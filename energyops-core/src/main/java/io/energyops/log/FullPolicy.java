package io.energyops.log;

/** What happens to a line that finds the buffer full. */
public enum FullPolicy {
  /** The caller waits, up to a limit. */
  BLOCK,
  /** The caller gets a {@link LogBufferFullException} at once. */
  REFUSE
}
