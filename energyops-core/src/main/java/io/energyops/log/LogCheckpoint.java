package io.energyops.log;

import io.energyops.annotation.Internal;
import io.energyops.database.Transaction;

/** How far a reader came, written in the transaction that makes its lines durable. */
@Internal
@FunctionalInterface
public interface LogCheckpoint {

  /**
   * Writes the place, under the owner's fence. May be run again after a lost race or when the
   * outcome of a commit is unknown, so it must be repeatable.
   *
   * @param transaction the transaction that holds the lines
   * @throws io.energyops.error.EnergyOpsException with {@link
   *     io.energyops.error.ErrorCode#STALE_FENCE} when somebody else owns the execution now: then
   *     its lines are dropped and reported
   */
  void commit(Transaction transaction);
}
