package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.database.Transaction;
import io.energyops.run.ProgramRef;
import java.time.Instant;

/** Knows the programs of one kind. Implementations are thread-safe. */
@Internal
public interface ProgramSource {

  /**
   * Returns the kind of programs.
   *
   * @return the kind
   */
  ProgramRef.Kind kind();

  /**
   * Finds a program for a new run and counts the run; in the transaction that makes its row.
   *
   * @param tx the transaction
   * @param id the program's id
   * @param at when the run was asked for
   * @return the program
   * @throws io.energyops.error.NotFoundException when it does not exist
   * @throws io.energyops.error.ConflictException when it takes no more runs
   */
  Program begin(Transaction tx, String id, Instant at);

  /**
   * Finds a program.
   *
   * @param tx the transaction
   * @param id the program's id
   * @return the program, also one that takes no more runs
   * @throws io.energyops.error.NotFoundException when it does not exist
   */
  Program find(Transaction tx, String id);
}
