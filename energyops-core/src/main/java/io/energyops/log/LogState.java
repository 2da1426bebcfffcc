package io.energyops.log;

import io.energyops.run.ExecutionStatus;

/**
 * Where an execution and its log are, in one snapshot.
 *
 * @param status its state
 * @param outputLines how many lines it says it has
 * @param page lines from the asked one on
 */
record LogState(ExecutionStatus status, long outputLines, LogPage page) {}
