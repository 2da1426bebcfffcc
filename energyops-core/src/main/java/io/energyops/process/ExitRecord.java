package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the supervisor wrote last: how the program ended. Immutable. */
@Internal
public final class ExitRecord implements RunEnd {

  /** Why the program ended. */
  public enum Cause {
    /** By itself, with an exit code. */
    EXITED,
    /** By a signal that the supervisor did not send. */
    SIGNALLED,
    /** The wall time was used up. */
    TIME_LIMIT,
    /** It printed more than allowed. */
    OUTPUT_LIMIT,
    /** More lay in its folders than allowed. */
    DISK_LIMIT,
    /** Somebody asked for it. */
    KILLED,
    /** The owner gave no sign of life for the restart grace. */
    LEASE_LOST,
    /** It could not be started. */
    COULD_NOT_START,
    /** The supervisor itself failed, ended the program and said so. */
    SUPERVISOR_FAILED
  }

  private final Cause cause;
  private final RecordMembers members;

  ExitRecord(Cause cause, RecordMembers members) {
    this.cause = cause;
    this.members = members;
  }

  /**
   * Returns why the program ended.
   *
   * @return the first cause
   */
  public Cause cause() {
    return cause;
  }

  /**
   * Returns what the request to end it named.
   *
   * @return the reason, empty when there was no request, or a signal to the supervisor was one
   */
  public Optional<TerminationReason> requested() {
    return members
        .text("requested")
        .flatMap(
            name ->
                List.of(TerminationReason.values()).stream()
                    .filter(reason -> reason.wireName().equals(name))
                    .findFirst());
  }

  /**
   * Returns the exit code.
   *
   * @return 0 to 255 on Linux, any number on Windows, empty when a signal ended it or it never ran
   */
  public OptionalInt exitCode() {
    return members.integer("exitCode");
  }

  /**
   * Returns the signal that ended it.
   *
   * @return the number, empty when it gave an exit code or never ran
   */
  public OptionalInt signal() {
    return members.integer("signal");
  }

  /**
   * Returns why it could not be started or supervised.
   *
   * @return a sentence, empty otherwise
   */
  public Optional<String> message() {
    return members.text("message");
  }

  /**
   * Returns whether KILL was needed.
   *
   * @return true when the grace ran out
   */
  public boolean forced() {
    return members.flag("forced");
  }

  /**
   * Returns when the program was started.
   *
   * @return the wall-clock time
   */
  public Instant startedAt() {
    return members.instant("startedMicros");
  }

  /**
   * Returns when the program ended.
   *
   * @return the wall-clock time
   */
  public Instant endedAt() {
    return members.instant("endedMicros");
  }

  /**
   * Returns the time from start to end by a clock that is never set.
   *
   * @return the duration
   */
  public Duration runtime() {
    return members.duration("runtimeMicros");
  }

  /**
   * Returns the processor time of the program and of its descendants that were waited for.
   *
   * @return user and system time together
   */
  public Duration cpuTime() {
    return members.duration("cpuMicros");
  }

  /**
   * Returns the largest resident memory of one process of the run.
   *
   * @return bytes
   */
  public long maxRssBytes() {
    return members.number("maxRssBytes");
  }

  /**
   * Returns the final length of the spool.
   *
   * @return bytes, the frames' headers included
   */
  public long spoolBytes() {
    return members.number("spoolBytes");
  }

  /**
   * Returns the number of bytes that the program printed and that count against its limit.
   *
   * @return bytes
   */
  public long outputBytes() {
    return members.number("outputBytes");
  }

  /**
   * Returns how much output is not in the spool: beyond the limit, or because the disk was full to
   * the end.
   *
   * @return bytes
   */
  public long lostBytes() {
    return members.number("discardedBytes") + members.number("unsavedBytes");
  }

  /**
   * Returns what was seen of the program from outside.
   *
   * @return counters, all zero where nothing held it
   */
  public Confined confined() {
    return Confined.of(members.members("confinement"));
  }

  /**
   * Returns what the program had left running when it ended by itself.
   *
   * @return their command lines; they were ended, unless they are survivors
   */
  public List<String> leftover() {
    return members.processes("leftover", "").stream().map(Survivor::command).toList();
  }

  @Override
  public List<Survivor> survivors() {
    return members.processes("survivors", "it did not end after KILL");
  }

  @Override
  public List<Ended> ended() {
    return members.ended("ended");
  }

  @Override
  public Map<FoundBy, Integer> endedBy() {
    return members.countsBy("endedBy");
  }

  @Override
  public String toString() {
    return "ExitRecord["
        + cause
        + (exitCode().isPresent() ? ", exit code " + exitCode().getAsInt() : "")
        + (signal().isPresent() ? ", signal " + signal().getAsInt() : "")
        + ", "
        + runtime()
        + "]";
  }
}
