package io.energyops.upload;

/** What becomes of an import when some of its rows are refused. */
public enum RefusedRows {
  /** The good rows are imported and the others are reported. */
  KEEP_GOOD,
  /** Nothing is imported unless every row is good. */
  ALL_OR_NOTHING
}
