package io.energyops.process;

import io.energyops.annotation.Internal;
import java.time.Instant;

/**
 * What the supervisor wrote when the program ran.
 *
 * @param supervisor the supervisor's own process
 * @param program the process that it started
 * @param startedAt when it started it, by the wall clock
 * @param subreaper whether orphans of the program come back to the supervisor
 */
@Internal
public record StartRecord(
    ProcessIdentity supervisor, ProcessIdentity program, Instant startedAt, boolean subreaper) {}
