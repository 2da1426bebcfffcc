package io.energyops.log;

import io.energyops.run.ExecutionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of one transaction that belongs to one execution.
 *
 * @param id the execution
 * @param lines the lines, in order
 * @param checkpoint what to commit after them, or null
 * @param count how many waiting things it stands for
 * @param bytes what they weigh in memory
 */
record LogBatch(
    ExecutionId id,
    List<LogEntry> lines,
    @Nullable LogCheckpoint checkpoint,
    int count,
    long bytes) {}
