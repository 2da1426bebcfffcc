package io.energyops.execution;

import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a new execution are made of.
 *
 * @param rowId id of the rows
 * @param id the execution
 * @param program what is run
 * @param engine {@code local} or {@code external}
 * @param node the owning node
 * @param triggeredBy what led to it
 * @param retryOf the execution that it repeats, or null
 * @param limits what was asked and is enforced
 * @param now when it was asked for
 * @param deadline when its wall time is used up at the latest, or null
 */
record NewRun(
    String rowId,
    ExecutionId id,
    ProgramRef program,
    String engine,
    String node,
    String triggeredBy,
    @Nullable ExecutionId retryOf,
    List<Enforcement> limits,
    Instant now,
    @Nullable Instant deadline) {}
