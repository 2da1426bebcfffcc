package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process is meant, also after its number was given to another one. Holds the kernel's raw
 * start time, which no step of the wall clock and no rounding changes.
 *
 * @param pid process id within its namespace, at least 1
 * @param startTicks on Linux clock ticks from boot to the start of the process; on Windows its
 *     creation time in steps of 100 ns, as the kernel noted it then
 * @param bootId the kernel's id of this boot; on Windows, which has none, made of the creation time
 *     of the service manager, which lives as long as the system
 * @param pidNamespace inode of the pid namespace in which the process id counts; 0 on Windows
 */
@Internal
public record ProcessIdentity(long pid, long startTicks, String bootId, long pidNamespace) {

  /** What can be said about a process. */
  public enum Presence {
    /** It runs. */
    ALIVE,
    /** It has ended, as a zombie too. */
    GONE,
    /** It belongs to another pid namespace of the same boot, into which nothing here can see. */
    UNKNOWN
  }

  /**
   * Checks the process id.
   *
   * @param pid process id within its namespace
   * @param startTicks clock ticks from boot to the start of the process
   * @param bootId the kernel's id of this boot
   * @param pidNamespace inode of the pid namespace
   * @throws InvalidArgumentException when the process id is below 1
   */
  public ProcessIdentity {
    if (pid < 1) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A process id is at least 1, but was " + pid);
    }
  }

  /**
   * Reads the identity of a living process.
   *
   * @param pid its id
   * @return the identity, or empty when there is no such process
   * @throws io.energyops.error.EnergyOpsException UNSUPPORTED on a platform that is neither Windows
   *     nor has {@code /proc}
   */
  public static Optional<ProcessIdentity> of(long pid) {
    return of(pid, ProcReader.system());
  }

  static Optional<ProcessIdentity> of(long pid, ProcReader proc) {
    return proc.stat(pid)
        .map(s -> new ProcessIdentity(pid, s.startTicks(), proc.bootId(), proc.pidNamespace()));
  }

  /**
   * Returns whether this very process runs.
   *
   * @return true when it is certain
   */
  public boolean isAlive() {
    return presence() == Presence.ALIVE;
  }

  /**
   * Looks for this very process.
   *
   * @return what can be said about it at this moment
   */
  public Presence presence() {
    return presence(ProcReader.system());
  }

  Presence presence(ProcReader proc) {
    if (!bootId.equals(proc.bootId())) {
      return Presence.GONE;
    }
    if (pidNamespace != proc.pidNamespace()) {
      return Presence.UNKNOWN;
    }
    boolean same =
        proc.stat(pid).filter(s -> s.startTicks() == startTicks && s.living()).isPresent();
    return same ? Presence.ALIVE : Presence.GONE;
  }

  /**
   * Returns the parts for a JSON document.
   *
   * @return the members {@code pid, startTicks, bootId, pidNamespace}
   */
  public Map<String, Object> toMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pid", pid);
    members.put("startTicks", startTicks);
    members.put("bootId", bootId);
    members.put("pidNamespace", pidNamespace);
    return members;
  }

  /**
   * Reads what {@link #toMap()} gave.
   *
   * @param members the members of the JSON object
   * @return the identity, or empty when a member is missing or of a wrong type
   */
  public static Optional<ProcessIdentity> fromMap(Map<?, ? extends @Nullable Object> members) {
    if (members.get("pid") instanceof BigDecimal pid
        && members.get("startTicks") instanceof BigDecimal ticks
        && members.get("bootId") instanceof String boot
        && members.get("pidNamespace") instanceof BigDecimal namespace) {
      return Optional.of(
          new ProcessIdentity(pid.longValue(), ticks.longValue(), boot, namespace.longValue()));
    }
    return Optional.empty();
  }
}
