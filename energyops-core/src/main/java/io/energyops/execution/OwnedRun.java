package io.energyops.execution;

import io.energyops.execution.engine.RunKey;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import org.jspecify.annotations.Nullable;

/**
 * A run that this node owns, with the token that proves it.
 *
 * @param id the execution
 * @param program what is run
 * @param fence the fencing token of every write
 * @param spoolOffset frame offset from which the spool is read again
 * @param spoolLine number of lines before that offset
 * @param committedLine number of the last line in the log table
 * @param engine name of what runs it
 * @param engineOwner the node that submitted it first
 * @param engineHandle the engine's reference, or null before it is stored
 * @param killRequestedBy who asked for its end, or null when nobody did
 */
record OwnedRun(
    ExecutionId id,
    ProgramRef program,
    long fence,
    long spoolOffset,
    long spoolLine,
    long committedLine,
    String engine,
    String engineOwner,
    @Nullable String engineHandle,
    @Nullable String killRequestedBy) {

  RunKey key() {
    return new RunKey(engineOwner, id);
  }
}
