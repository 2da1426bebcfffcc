package io.energyops.execution;

import io.energyops.process.WorkFolder;
import io.energyops.run.Enforcement;
import java.util.List;

/**
 * What is known of a run beside its ownership.
 *
 * @param programName name of the program, for people
 * @param folder the private folder of the run
 * @param limits the limits that were set
 * @param adopted whether an earlier JVM started it
 */
record RunContext(
    String programName, WorkFolder folder, List<Enforcement> limits, boolean adopted) {

  RunContext {
    limits = List.copyOf(limits);
  }
}
