package io.energyops.script;

import java.util.Locale;

/** State of a script. */
public enum ScriptStatus {
  /** It can be run. */
  ACTIVE,
  /** It is kept and takes no more runs. */
  ARCHIVED,
  /** It is being deleted and takes no more runs. */
  DELETING;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ScriptStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
