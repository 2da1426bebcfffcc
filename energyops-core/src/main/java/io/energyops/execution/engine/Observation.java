package io.energyops.execution.engine;

import io.energyops.process.ProcessIdentity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engine knows of a run at one moment. Immutable. */
public final class Observation {

  /** Where a run is. */
  public enum State {
    /** Taken, not started. */
    QUEUED,
    /** Its program runs. */
    RUNNING,
    /** It was told to end and has not ended. */
    STOPPING,
    /** It has ended; there is a verdict. */
    ENDED,
    /** The engine has it in its books and cannot say whether it runs. */
    LOST,
    /** The engine does not know it: never taken, forgotten, or released. */
    GONE
  }

  /**
   * Who runs.
   *
   * @param at when the program was started
   * @param host where, for people
   * @param process its process, where that is one of this host; else null
   */
  public record Start(Instant at, @Nullable String host, @Nullable ProcessIdentity process) {}

  private final State state;
  private final @Nullable Start start;
  private final @Nullable EngineVerdict verdict;

  private Observation(State state, @Nullable Start start, @Nullable EngineVerdict verdict) {
    this.state = state;
    this.start = start;
    this.verdict = verdict;
  }

  /**
   * A run that has not ended.
   *
   * @param state any but {@link State#ENDED}
   * @return the observation
   * @throws IllegalArgumentException when the state is ENDED: that has a verdict
   */
  public static Observation of(State state) {
    if (state == State.ENDED) {
      throw new IllegalArgumentException("An ended run has a verdict: use ended()");
    }
    return new Observation(state, null, null);
  }

  /**
   * A run that has ended.
   *
   * @param verdict how
   * @return the observation
   */
  public static Observation ended(EngineVerdict verdict) {
    return new Observation(State.ENDED, null, Objects.requireNonNull(verdict, "verdict"));
  }

  /**
   * Adds who runs, or ran.
   *
   * @param value the start, or null when it is not known
   * @return a changed observation
   */
  public Observation withStart(@Nullable Start value) {
    return new Observation(state, value, verdict);
  }

  /**
   * Returns where the run is.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Returns who runs, or ran.
   *
   * @return the start, empty until it is known
   */
  public Optional<Start> start() {
    return Optional.ofNullable(start);
  }

  /**
   * Returns how it ended.
   *
   * @return the verdict, present exactly when the state is {@link State#ENDED}
   */
  public Optional<EngineVerdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  @Override
  public String toString() {
    return "Observation[" + state + (verdict == null ? "" : ", " + verdict) + "]";
  }
}
