package io.energyops.run;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How an execution ended. Immutable. */
public final class ExecutionResult {

  private final ExecutionId id;
  private final ExecutionStatus status;
  private final TerminationReason reason;
  private final @Nullable Integer exitCode;
  private final @Nullable Integer signal;
  private final @Nullable String message;
  private final Duration runtime;
  private final long outputLines;
  private final List<Enforcement> limits;

  private ExecutionResult(Builder builder) {
    this.id = builder.id;
    this.status = builder.status;
    this.reason = builder.reason;
    this.exitCode = builder.exitCode;
    this.signal = builder.signal;
    this.message = builder.message;
    this.runtime = builder.runtime;
    this.outputLines = builder.outputLines;
    this.limits = List.copyOf(builder.limits);
  }

  /**
   * Begins a result.
   *
   * @param id the execution
   * @param status its terminal state
   * @param reason why it ended
   * @return a builder
   */
  public static Builder builder(ExecutionId id, ExecutionStatus status, TerminationReason reason) {
    return new Builder(id, status, reason);
  }

  /**
   * Returns which execution ended.
   *
   * @return its id
   */
  public ExecutionId id() {
    return id;
  }

  /**
   * Returns the terminal state.
   *
   * @return the state
   */
  public ExecutionStatus status() {
    return status;
  }

  /**
   * Returns why it ended.
   *
   * @return the reason
   */
  public TerminationReason reason() {
    return reason;
  }

  /**
   * Returns the exit code of a program that ended by itself.
   *
   * @return 0 to 255, or empty
   */
  public OptionalInt exitCode() {
    return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /**
   * Returns the signal that ended the program.
   *
   * @return the number, or empty
   */
  public OptionalInt signal() {
    return signal == null ? OptionalInt.empty() : OptionalInt.of(signal);
  }

  /**
   * Returns a sentence about a failure.
   *
   * @return the sentence, empty for a completed run
   */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /**
   * Returns the time from start to end.
   *
   * @return the wall time, zero when it was never started
   */
  public Duration runtime() {
    return runtime;
  }

  /**
   * Returns the number of log lines.
   *
   * @return 0 or more
   */
  public long outputLines() {
    return outputLines;
  }

  /**
   * Returns what was asked, enforced and hit.
   *
   * @return one entry per limit
   */
  public List<Enforcement> limits() {
    return limits;
  }

  @Override
  public String toString() {
    return "ExecutionResult["
        + id
        + " "
        + status.wireName()
        + ", "
        + reason.wireName()
        + (exitCode == null ? "" : ", exit code " + exitCode)
        + (signal == null ? "" : ", signal " + signal)
        + (message == null ? "" : ", " + message)
        + ", "
        + runtime
        + ", "
        + outputLines
        + " lines]";
  }

  /** Collects the parts of a result. Not thread-safe. */
  public static final class Builder {

    private final ExecutionId id;
    private final ExecutionStatus status;
    private final TerminationReason reason;
    private @Nullable Integer exitCode;
    private @Nullable Integer signal;
    private @Nullable String message;
    private Duration runtime = Duration.ZERO;
    private long outputLines;
    private List<Enforcement> limits = List.of();

    private Builder(ExecutionId id, ExecutionStatus status, TerminationReason reason) {
      this.id = Objects.requireNonNull(id, "id");
      this.status = Objects.requireNonNull(status, "status");
      this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Sets the exit code.
     *
     * @param value 0 to 255, or null when there is none
     * @return this
     */
    public Builder exitCode(@Nullable Integer value) {
      this.exitCode = value;
      return this;
    }

    /**
     * Sets the signal.
     *
     * @param value the number, or null when there is none
     * @return this
     */
    public Builder signal(@Nullable Integer value) {
      this.signal = value;
      return this;
    }

    /**
     * Sets the sentence about a failure.
     *
     * @param value the sentence, or null
     * @return this
     */
    public Builder message(@Nullable String value) {
      this.message = value;
      return this;
    }

    /**
     * Sets the time from start to end.
     *
     * @param value the wall time
     * @return this
     */
    public Builder runtime(Duration value) {
      this.runtime = value;
      return this;
    }

    /**
     * Sets the number of log lines.
     *
     * @param value 0 or more
     * @return this
     */
    public Builder outputLines(long value) {
      this.outputLines = value;
      return this;
    }

    /**
     * Sets what was asked, enforced and hit.
     *
     * @param value one entry per limit
     * @return this
     */
    public Builder limits(List<Enforcement> value) {
      this.limits = value;
      return this;
    }

    /**
     * Makes the result.
     *
     * @return the result
     */
    public ExecutionResult build() {
      return new ExecutionResult(this);
    }
  }
}
