package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.KillResult;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What the process manager holds of a run that this JVM follows. Implementations are thread-safe.
 */
@Internal
public interface RunHandle {

  /**
   * Asks the run to end. Repeatable; the shorter grace wins.
   *
   * @param options how
   * @return what became of it, once the run has ended and is settled; never blocks
   */
  CompletableFuture<KillResult> kill(KillOptions options);

  /**
   * Returns whether the program's process is there.
   *
   * @return true while it runs
   */
  boolean running();

  /**
   * Returns the process, where it is one of this host.
   *
   * @return its id, empty before the start and for a run elsewhere
   */
  OptionalLong pid();

  /**
   * Is told that this JVM follows the run no more; answers that somebody waits for are given up.
   */
  void detach();
}
