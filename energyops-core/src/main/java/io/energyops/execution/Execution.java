package io.energyops.execution;

import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a program as the database knows it. Immutable; ask again for a newer state. */
public final class Execution {

  private final ExecutionId id;
  private final ProgramRef program;
  private final ExecutionStatus status;
  private final @Nullable TerminationReason reason;
  private final Instant startedAt;
  private final @Nullable Instant completedAt;
  private final @Nullable Integer exitCode;
  private final @Nullable Integer signal;
  private final @Nullable String errorMessage;
  private final long outputLines;
  private final @Nullable Duration runtime;
  private final String triggeredBy;
  private final @Nullable ExecutionId retryOf;
  private final Map<String, @Nullable Object> metadata;

  Execution(ExecutionRow row) {
    this.id = row.id;
    this.program = row.program;
    this.status = row.status;
    this.reason = row.reason;
    this.startedAt = row.startedAt;
    this.completedAt = row.completedAt;
    this.exitCode = row.exitCode;
    this.signal = row.signal;
    this.errorMessage = row.errorMessage;
    this.outputLines = row.outputLines;
    this.runtime = row.runtime;
    this.triggeredBy = row.triggeredBy;
    this.retryOf = row.retryOf;
    this.metadata = row.metadata;
  }

  /**
   * Returns the execution's id.
   *
   * @return the id
   */
  public ExecutionId id() {
    return id;
  }

  /**
   * Returns what was run.
   *
   * @return the program
   */
  public ProgramRef program() {
    return program;
  }

  /**
   * Returns the state.
   *
   * @return the state
   */
  public ExecutionStatus status() {
    return status;
  }

  /**
   * Returns why it ended.
   *
   * @return the reason, empty before the end
   */
  public Optional<TerminationReason> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Returns when it was started, or asked for while it is queued.
   *
   * @return the time
   */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * Returns when it ended.
   *
   * @return the time, empty before the end
   */
  public Optional<Instant> completedAt() {
    return Optional.ofNullable(completedAt);
  }

  /**
   * Returns the exit code.
   *
   * @return 0 to 255, empty when it has none
   */
  public Optional<Integer> exitCode() {
    return Optional.ofNullable(exitCode);
  }

  /**
   * Returns the signal that ended it.
   *
   * @return the number, empty when there was none
   */
  public Optional<Integer> signal() {
    return Optional.ofNullable(signal);
  }

  /**
   * Returns a sentence about a failure.
   *
   * @return the sentence, or empty
   */
  public Optional<String> errorMessage() {
    return Optional.ofNullable(errorMessage);
  }

  /**
   * Returns the number of its log lines so far.
   *
   * @return 0 or more
   */
  public long outputLines() {
    return outputLines;
  }

  /**
   * Returns the time from start to end.
   *
   * @return the wall time, empty before the end
   */
  public Optional<Duration> runtime() {
    return Optional.ofNullable(runtime);
  }

  /**
   * Returns what led to the run.
   *
   * @return not blank
   */
  public String triggeredBy() {
    return triggeredBy;
  }

  /**
   * Returns the execution that it repeats.
   *
   * @return its id, or empty
   */
  public Optional<ExecutionId> retryOf() {
    return Optional.ofNullable(retryOf);
  }

  /**
   * Returns what the engine noted, at least {@code pid}, {@code hostname} and {@code registeredAt}
   * once it runs.
   *
   * @return members by name
   */
  public Map<String, @Nullable Object> metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return "Execution[" + id + " " + status.wireName() + "]";
  }
}
