package io.energyops.process;

import io.energyops.run.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of an execution's process.
 *
 * @param status state of the execution
 * @param ownerNode id of the node that owns it, or null before it has one
 * @param fence the owner's fencing token
 * @param process identity of the process, or null when none is known
 */
record RegisteredRun(
    ExecutionStatus status,
    @Nullable String ownerNode,
    long fence,
    @Nullable ProcessIdentity process) {}
