package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.LimitKind;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a run ended, and how that is known. Immutable. */
public final class EngineVerdict {

  /** How well it is known, the best first. */
  public enum Source {
    /** The supervisor that started the program wrote it down. */
    SUPERVISOR_RECORD,
    /** The operating system told it. */
    OPERATING_SYSTEM,
    /** The engine's books say it. */
    ENGINE,
    /** Concluded from what is missing. */
    INFERRED
  }

  private final TerminationReason reason;
  private final Source source;
  private final Instant endedAt;
  private final @Nullable Integer exitCode;
  private final @Nullable Integer signal;
  private final @Nullable Duration runtime;
  private final @Nullable String message;
  private final String evidence;
  private final boolean forced;
  private final List<Ended> endedProcesses;
  private final Map<LimitKind, String> hits;

  private EngineVerdict(Builder builder) {
    this.reason = builder.reason;
    this.source = builder.source;
    this.endedAt = builder.endedAt;
    this.exitCode = builder.exitCode;
    this.signal = builder.signal;
    this.runtime = builder.runtime;
    this.message = builder.message;
    this.evidence = builder.evidence;
    this.forced = builder.forced;
    this.endedProcesses = builder.endedProcesses;
    this.hits = builder.hits;
    if (reason == TerminationReason.EXITED && exitCode == null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A run that exited by itself has an exit code");
    }
  }

  /**
   * Begins a verdict.
   *
   * @param reason why the run ended
   * @param source how that is known
   * @param endedAt when
   * @return a builder
   */
  public static Builder of(TerminationReason reason, Source source, Instant endedAt) {
    return new Builder(reason, source, endedAt);
  }

  /**
   * Returns what the reason means for the execution.
   *
   * @return a terminal state
   */
  public ExecutionStatus status() {
    return switch (reason) {
      case EXITED ->
          Objects.equals(exitCode, 0) ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED;
      case TIME_LIMIT -> ExecutionStatus.TIMED_OUT;
      case KILLED_BY_USER, NODE_CLOSED -> ExecutionStatus.CANCELLED;
      default -> ExecutionStatus.FAILED;
    };
  }

  /**
   * Returns why the run ended.
   *
   * @return the reason
   */
  public TerminationReason reason() {
    return reason;
  }

  /**
   * Returns how that is known.
   *
   * @return the source
   */
  public Source source() {
    return source;
  }

  /**
   * Returns when the run ended.
   *
   * @return the wall-clock time of where it ran
   */
  public Instant endedAt() {
    return endedAt;
  }

  /**
   * Returns the exit code of a program that ended by itself.
   *
   * @return the code, 0 to 255 on Linux
   */
  public OptionalInt exitCode() {
    return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /**
   * Returns the signal that ended the program.
   *
   * @return the number
   */
  public OptionalInt signal() {
    return signal == null ? OptionalInt.empty() : OptionalInt.of(signal);
  }

  /**
   * Returns the time from start to end by a clock that is never set.
   *
   * @return the duration, empty when it was not measured
   */
  public Optional<Duration> runtime() {
    return Optional.ofNullable(runtime);
  }

  /**
   * Returns a sentence about the end.
   *
   * @return the sentence, empty when there is nothing to tell
   */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /**
   * Returns what was seen, in the words of the source.
   *
   * @return a short text, possibly empty
   */
  public String evidence() {
    return evidence;
  }

  /**
   * Returns whether KILL was needed.
   *
   * @return true when a grace ran out
   */
  public boolean forced() {
    return forced;
  }

  /**
   * Returns the processes that had to be ended.
   *
   * @return the first of them, as far as the source tells
   */
  public List<Ended> endedProcesses() {
    return endedProcesses;
  }

  /**
   * Returns which limits were hit; one may be hit and the program go on.
   *
   * @return what shows it, by limit
   */
  public Map<LimitKind, String> hits() {
    return hits;
  }

  @Override
  public String toString() {
    return "EngineVerdict["
        + reason
        + (exitCode == null ? "" : ", exit code " + exitCode)
        + (signal == null ? "" : ", signal " + signal)
        + ", "
        + source
        + "]";
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private final TerminationReason reason;
    private final Source source;
    private final Instant endedAt;
    private @Nullable Integer exitCode;
    private @Nullable Integer signal;
    private @Nullable Duration runtime;
    private @Nullable String message;
    private String evidence = "";
    private boolean forced;
    private List<Ended> endedProcesses = List.of();
    private Map<LimitKind, String> hits = Map.of();

    private Builder(TerminationReason reason, Source source, Instant endedAt) {
      this.reason = Objects.requireNonNull(reason, "reason");
      this.source = Objects.requireNonNull(source, "source");
      this.endedAt = Objects.requireNonNull(endedAt, "endedAt");
    }

    /**
     * Sets the exit code.
     *
     * @param value the code, or null
     * @return this
     */
    public Builder exitCode(@Nullable Integer value) {
      this.exitCode = value;
      return this;
    }

    /**
     * Sets the signal.
     *
     * @param value the number, or null
     * @return this
     */
    public Builder signal(@Nullable Integer value) {
      this.signal = value;
      return this;
    }

    /**
     * Sets the time from start to end.
     *
     * @param value the duration, or null
     * @return this
     */
    public Builder runtime(@Nullable Duration value) {
      this.runtime = value;
      return this;
    }

    /**
     * Sets a sentence about the end.
     *
     * @param value the sentence, or null
     * @return this
     */
    public Builder message(@Nullable String value) {
      this.message = value;
      return this;
    }

    /**
     * Sets what was seen.
     *
     * @param value a short text without secrets
     * @return this
     */
    public Builder evidence(String value) {
      this.evidence = Objects.requireNonNull(value, "evidence");
      return this;
    }

    /**
     * Says that KILL was needed.
     *
     * @param value true when a grace ran out
     * @return this
     */
    public Builder forced(boolean value) {
      this.forced = value;
      return this;
    }

    /**
     * Sets the processes that had to be ended.
     *
     * @param value the first of them
     * @return this
     */
    public Builder endedProcesses(List<Ended> value) {
      this.endedProcesses = List.copyOf(value);
      return this;
    }

    /**
     * Sets which limits were hit.
     *
     * @param value what shows it, by limit
     * @return this
     */
    public Builder hits(Map<LimitKind, String> value) {
      this.hits = Map.copyOf(value);
      return this;
    }

    /**
     * Makes the verdict.
     *
     * @return the verdict
     * @throws InvalidArgumentException when a run exited and has no exit code
     */
    public EngineVerdict build() {
      return new EngineVerdict(this);
    }
  }
}
