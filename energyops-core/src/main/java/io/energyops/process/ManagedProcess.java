package io.energyops.process;

import io.energyops.run.ExecutionId;
import java.util.OptionalLong;

/**
 * A run that this node follows, at one moment.
 *
 * @param id the execution
 * @param pid the process id on this host, empty before the start and for a run elsewhere
 * @param running whether its program runs; false before the start and while its end is settled
 */
public record ManagedProcess(ExecutionId id, OptionalLong pid, boolean running) {}
