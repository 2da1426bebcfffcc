package io.energyops.python;

/** How much a finding matters, from least to most. */
public enum ScriptSeverity {
  /** Worth knowing, most often harmless. */
  NOTE,
  /** Unusual in a model; a reader should look at it. */
  WARNING,
  /** Dangerous, or the script cannot run at all. */
  ERROR
}
