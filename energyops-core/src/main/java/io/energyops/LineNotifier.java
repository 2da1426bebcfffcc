package io.energyops;

import io.energyops.execution.RunObserver;
import io.energyops.log.LogEntry;
import io.energyops.notification.ErrorNotifier;
import io.energyops.run.ExecutionId;

/** Hands the lines of runs to the notifier. */
record LineNotifier(ErrorNotifier notifier) implements RunObserver {

  @Override
  public void line(String programName, LogEntry entry) {
    notifier.line(entry.executionId(), programName, entry.message());
  }

  @Override
  public void ended(String programName, ExecutionId id) {
    notifier.ended(id, programName);
  }
}
