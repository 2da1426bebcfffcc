package io.energyops.execution;

import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the execution table with what its run's row adds; filled by the repository. */
final class ExecutionRow {

  final ExecutionId id;
  final ProgramRef program;
  final ExecutionStatus status;
  final @Nullable TerminationReason reason;
  final Instant startedAt;
  final @Nullable Instant completedAt;
  final @Nullable Integer exitCode;
  final @Nullable Integer signal;
  final @Nullable String errorMessage;
  final long outputLines;
  final @Nullable Duration runtime;
  final String triggeredBy;
  final @Nullable ExecutionId retryOf;
  final Map<String, @Nullable Object> metadata;
  final List<Enforcement> limits;

  ExecutionRow(
      ExecutionId id,
      ProgramRef program,
      ExecutionStatus status,
      @Nullable TerminationReason reason,
      Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      @Nullable String errorMessage,
      long outputLines,
      @Nullable Duration runtime,
      String triggeredBy,
      @Nullable ExecutionId retryOf,
      Map<String, @Nullable Object> metadata,
      List<Enforcement> limits) {
    this.id = id;
    this.program = program;
    this.status = status;
    this.reason = reason;
    this.startedAt = startedAt;
    this.completedAt = completedAt;
    this.exitCode = exitCode;
    this.signal = signal;
    this.errorMessage = errorMessage;
    this.outputLines = outputLines;
    this.runtime = runtime;
    this.triggeredBy = triggeredBy;
    this.retryOf = retryOf;
    this.metadata = metadata;
    this.limits = limits;
  }

  ExecutionResult result() {
    return ExecutionResult.builder(
            id, status, reason == null ? TerminationReason.SUPERVISOR_LOST : reason)
        .exitCode(exitCode)
        .signal(signal)
        .message(errorMessage)
        .runtime(runtime == null ? Duration.ZERO : runtime)
        .outputLines(outputLines)
        .limits(limits)
        .build();
  }
}
