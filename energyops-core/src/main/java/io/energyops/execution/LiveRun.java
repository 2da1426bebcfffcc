package io.energyops.execution;

import io.energyops.run.ExecutionId;

/**
 * A run that nobody has settled.
 *
 * @param id the execution
 * @param engine name of what runs it
 */
record LiveRun(ExecutionId id, String engine) {}
