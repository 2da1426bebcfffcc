package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.PlainIsolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The strongest isolation of the system that this JVM runs on. */
@Internal
public final class HostIsolation {

  private HostIsolation() {}

  /**
   * Plans with what this host has.
   *
   * @param folder where runs get their private folders
   * @param interpreter gives the interpreter of trials
   * @param nanoTicker monotonic nanoseconds
   * @param interpreterFolders what an interpreter needs to be able to read
   * @return the planner
   */
  public static IsolationPlanner strongest(
      Path folder,
      Supplier<Optional<Path>> interpreter,
      LongSupplier nanoTicker,
      Function<Path, List<Path>> interpreterFolders) {
    return Windows.here()
        ? IsolationPlanner.of(List.of(new PlainIsolation(), JobLimitsOfWindows.tried()))
        : IsolationPlanner.strongest(
            new TrialRun(folder, interpreter, nanoTicker), interpreterFolders);
  }
}
