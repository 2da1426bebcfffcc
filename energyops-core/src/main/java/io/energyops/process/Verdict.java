package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a program means for its run.
 *
 * @param status the terminal state
 * @param reason why
 * @param message a sentence about it, null when there is nothing to tell
 */
@Internal
public record Verdict(ExecutionStatus status, TerminationReason reason, @Nullable String message) {

  /**
   * Judges an end.
   *
   * @param end how the program ended
   * @return what it means
   */
  public static Verdict of(RunEnd end) {
    if (end instanceof ExitRecord exit) {
      return recorded(exit);
    }
    SupervisorLost lost = (SupervisorLost) end;
    return new Verdict(ExecutionStatus.FAILED, lost.reason(), lost.message());
  }

  private static Verdict recorded(ExitRecord exit) {
    return switch (exit.cause()) {
      case EXITED -> exited(exit);
      case SIGNALLED ->
          failed(
              TerminationReason.SIGNALLED, "killed (signal " + exit.signal().orElseThrow() + ")");
      case TIME_LIMIT ->
          new Verdict(
              ExecutionStatus.TIMED_OUT,
              TerminationReason.TIME_LIMIT,
              "ended after " + seconds(exit) + ": its wall time was used up");
      case OUTPUT_LIMIT ->
          failed(
              TerminationReason.OUTPUT_LIMIT,
              "ended after " + exit.outputBytes() + " bytes of output: more is not allowed");
      case KILLED -> killed(exit.requested().orElse(TerminationReason.KILLED_BY_USER), exit);
      case LEASE_LOST ->
          failed(
              TerminationReason.NODE_ENDED,
              "ended by its supervisor: its node gave no sign of life for the restart grace");
      case COULD_NOT_START ->
          failed(TerminationReason.COULD_NOT_START, exit.message().orElse("could not be started"));
      case SUPERVISOR_FAILED ->
          failed(TerminationReason.SUPERVISOR_LOST, exit.message().orElse("the supervisor failed"));
    };
  }

  private static Verdict exited(ExitRecord exit) {
    int code = exit.exitCode().orElseThrow();
    if (code != 0) {
      return failed(TerminationReason.EXITED, "exit code " + code);
    }
    String lost =
        exit.lostBytes() == 0
            ? null
            : exit.lostBytes() + " bytes of output could not be kept: the disk was full";
    return new Verdict(ExecutionStatus.COMPLETED, TerminationReason.EXITED, lost);
  }

  private static Verdict killed(TerminationReason requested, ExitRecord exit) {
    return switch (requested) {
      case MEMORY_LIMIT, CPU_LIMIT, OUTPUT_LIMIT, DISK_LIMIT ->
          failed(requested, "ended after " + seconds(exit) + " at a limit");
      case TIME_LIMIT ->
          new Verdict(
              ExecutionStatus.TIMED_OUT,
              requested,
              "ended after " + seconds(exit) + ": its wall time was used up");
      default ->
          new Verdict(
              ExecutionStatus.CANCELLED,
              requested,
              "ended on request after " + seconds(exit) + (exit.forced() ? ", by force" : ""));
    };
  }

  private static Verdict failed(TerminationReason reason, String message) {
    return new Verdict(ExecutionStatus.FAILED, reason, message);
  }

  private static String seconds(ExitRecord exit) {
    return exit.runtime().toMillis() / 1000.0 + " s";
  }
}
