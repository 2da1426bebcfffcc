package io.energyops.event;

/** What happens to a full queue, by the type of an event. */
enum OverflowPolicy {
  /** The newest of the type stands for all older ones. */
  CONFLATE,
  /** Neighbours become one event. */
  MERGE,
  /** Each one matters; a subscriber that cannot take it must reconnect. */
  DISCONNECT;

  static OverflowPolicy of(String type) {
    if (type.startsWith("kpi:") || type.startsWith("system-health:")) {
      return CONFLATE;
    }
    return type.equals("script:log") ? MERGE : DISCONNECT;
  }
}
