package io.energyops.execution.engine;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;

/**
 * Names a run for an engine, the same at each repetition of a call.
 *
 * @param owner who submitted it first: the id of a node of ours, not blank; it stays when another
 *     node takes the execution over
 * @param id the execution, unique over all owners
 */
public record RunKey(String owner, ExecutionId id) {

  /**
   * Checks the owner.
   *
   * @param owner who submitted it first
   * @param id the execution
   * @throws InvalidArgumentException when the owner is blank
   */
  public RunKey {
    if (owner.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The owner of a run must not be blank");
    }
  }
}
