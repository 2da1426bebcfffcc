package io.energyops.table;

import io.energyops.annotation.Internal;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Has log4j's API, which POI brings and logs through, look for its provider without telling
 * standard error that the host has none. Which provider is used stays the host's choice.
 */
@Internal
public final class SilentLog4j {

  static {
    StatusLogger status = StatusLogger.getLogger();
    Level before = status.getFallbackListener().getStatusLevel();
    status.getFallbackListener().setLevel(Level.OFF);
    try {
      LogManager.getFactory();
    } finally {
      status.getFallbackListener().setLevel(before);
    }
  }

  private SilentLog4j() {}

  /**
   * Does so once, before the first class of POI is used; the class's initialisation is the lock.
   */
  public static void settle() {}
}
