package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
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

  private static final int KILL = 9;
  private static final int XCPU = 24;

  /** For KILL, which anybody may send: the kernel looks at each tick. */
  private static final long SLACK_MILLIS = 50;

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
      case SIGNALLED -> signalled(exit);
      case DISK_LIMIT ->
          failed(
              TerminationReason.DISK_LIMIT,
              "ended after "
                  + seconds(exit)
                  + ": "
                  + exit.confined().exceeded().orElse("too much lay in its folders"));
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
      long killed = exit.confined().oomKills();
      return failed(
          TerminationReason.EXITED,
          "exit code "
              + code
              + (killed == 0 ? "" : "; " + killed + " of its processes ended at the memory limit"));
    }
    String lost =
        exit.lostBytes() == 0
            ? null
            : exit.lostBytes() + " bytes of output could not be kept: the disk was full";
    return new Verdict(ExecutionStatus.COMPLETED, TerminationReason.EXITED, lost);
  }

  private static Verdict signalled(ExitRecord exit) {
    int signal = exit.signal().orElseThrow();
    if (signal == KILL && exit.confined().oomKills() > 0) {
      return failed(
          TerminationReason.MEMORY_LIMIT,
          "ended by the kernel at the memory limit after " + seconds(exit));
    }
    if (processorLimit(exit)) {
      return failed(
          TerminationReason.CPU_LIMIT,
          "ended by the kernel after "
              + exit.cpuTime().toMillis() / 1000.0
              + " s of processor time");
    }
    return failed(TerminationReason.SIGNALLED, "killed (signal " + signal + ")");
  }

  /**
   * Tells whether RLIMIT_CPU ended it. Only that sends XCPU by itself; but the kernel holds whole
   * ticks against the limit, also those that the program shared with others, while the record has
   * the exact time, which on a busy host is less. So much less as half of it means that somebody
   * sent the signal by hand.
   */
  static boolean processorLimit(ExitRecord exit) {
    OptionalInt signal = exit.signal();
    long allowed = TimeUnit.SECONDS.toMillis(exit.confined().processorSeconds());
    if (allowed == 0 || signal.isEmpty()) {
      return false;
    }
    long used = exit.cpuTime().toMillis();
    return switch (signal.getAsInt()) {
      case XCPU -> used >= allowed / 2;
      case KILL -> used >= allowed - SLACK_MILLIS;
      default -> false;
    };
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
