package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.identity.CurrentUser;
import io.energyops.identity.Node;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** Makes process managers. Stateless. */
@Internal
public final class ProcessManagers {

  private ProcessManagers() {}

  /**
   * What a process manager stands on; all of it stays the caller's.
   *
   * @param database where runs are registered
   * @param node this JVM
   * @param registry the runs that this JVM follows
   * @param recovery settles or follows the runs that nobody follows
   * @param currentUser who asks for a kill when the options name nobody
   * @param clock time of records
   * @param nanoTicker monotonic nanoseconds
   * @param scheduler runs the kills
   */
  public record Parts(
      Database database,
      Node node,
      ProcessRegistry registry,
      RunRecovery recovery,
      CurrentUser currentUser,
      Clock clock,
      LongSupplier nanoTicker,
      ScheduledExecutorService scheduler) {}

  /**
   * Makes the process manager of a node.
   *
   * @param parts what it stands on
   * @return the manager
   */
  public static ProcessManager create(Parts parts) {
    return new RegisteredProcesses(parts);
  }
}
