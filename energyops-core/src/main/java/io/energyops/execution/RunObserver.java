package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.log.LogEntry;

/** Sees the lines of runs as they come, for notifications. Must be quick and must not throw. */
@Internal
public interface RunObserver {

  /**
   * A line was read for the first time by this JVM.
   *
   * @param programName name of the program
   * @param entry the line
   */
  void line(String programName, LogEntry entry);

  /**
   * A run has ended; no line follows.
   *
   * @param programName name of the program
   * @param id the run
   */
  void ended(String programName, io.energyops.run.ExecutionId id);
}
