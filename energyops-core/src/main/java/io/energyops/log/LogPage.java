package io.energyops.log;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some lines of one execution, in order.
 *
 * @param entries the lines; fewer than the limit where they are very long
 * @param nextLine where the next page begins; empty when the log holds no further line now
 */
public record LogPage(List<LogEntry> entries, OptionalLong nextLine) {

  /**
   * Copies the list.
   *
   * @param entries the lines
   * @param nextLine where the next page begins
   */
  public LogPage {
    entries = List.copyOf(entries);
  }
}
