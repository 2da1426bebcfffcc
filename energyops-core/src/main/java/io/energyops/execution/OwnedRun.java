package io.energyops.execution;

import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;

/**
 * A run that this node owns, with the token that proves it.
 *
 * @param id the execution
 * @param program what is run
 * @param fence the fencing token of every write
 * @param spoolOffset frame offset from which the spool is read again
 * @param spoolLine number of lines before that offset
 * @param committedLine number of the last line in the log table
 */
record OwnedRun(
    ExecutionId id,
    ProgramRef program,
    long fence,
    long spoolOffset,
    long spoolLine,
    long committedLine) {}
