package io.energyops.process;

import io.energyops.annotation.Internal;
import java.util.Optional;

/**
 * A run that can be watched, wherever it runs. No call waits for the run.
 *
 * @param <S> what tells of its start
 * @param <E> what tells of its end
 */
@Internal
public interface Watched<S, E> {

  /**
   * What is known at one moment.
   *
   * @param started who runs, empty until it does
   * @param end how it ended, empty until it has
   * @param <S> what tells of its start
   * @param <E> what tells of its end
   */
  record Look<S, E>(Optional<S> started, Optional<E> end) {}

  /**
   * Looks once. When this tells the end, all output is in the spool.
   *
   * @return what is known
   */
  Look<S, E> look();

  /** Shows the run that its owner lives. */
  void touchLease();

  /**
   * Opens the captured output.
   *
   * @param fromOffset 0, or what {@link Frame#nextOffset()} gave
   * @return a reader of its own
   */
  FrameSource spool(long fromOffset);

  /**
   * Names the run in log messages.
   *
   * @return a short text without secrets
   */
  String label();
}
