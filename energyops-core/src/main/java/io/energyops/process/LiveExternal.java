package io.energyops.process;

import io.energyops.run.ExecutionId;
import org.jspecify.annotations.Nullable;

/**
 * A run of a process that the host started, which nobody has settled.
 *
 * @param id the execution
 * @param fence the owner's fencing token
 * @param process the process, or null when its identity was not stored
 */
record LiveExternal(ExecutionId id, long fence, @Nullable ProcessIdentity process) {}
