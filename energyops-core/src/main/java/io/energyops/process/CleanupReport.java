package io.energyops.process;

import io.energyops.run.ExecutionId;
import java.util.List;

/**
 * What a clean-up found among the runs of this node that had no handle in this JVM.
 *
 * @param adopted runs that go on (or had ended by themselves) and are followed from now on
 * @param killed runs that were asked to end, by policy
 * @param failed runs whose process was gone, now marked failed
 */
public record CleanupReport(
    List<ExecutionId> adopted, List<ExecutionId> killed, List<ExecutionId> failed) {

  /**
   * Copies the lists.
   *
   * @param adopted runs that are followed from now on
   * @param killed runs that were asked to end
   * @param failed runs that were marked failed
   */
  public CleanupReport {
    adopted = List.copyOf(adopted);
    killed = List.copyOf(killed);
    failed = List.copyOf(failed);
  }
}
