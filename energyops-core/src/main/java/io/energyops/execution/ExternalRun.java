package io.energyops.execution;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that the embedding application starts itself.
 *
 * @param program an existing program, whose execution it is
 * @param id the id that the host gave it, or null for a new one
 * @param triggeredBy what led to it, not blank
 */
public record ExternalRun(ProgramRef program, @Nullable ExecutionId id, String triggeredBy) {

  /**
   * Checks the trigger.
   *
   * @param program an existing program
   * @param id the id that the host gave it, or null
   * @param triggeredBy what led to it
   * @throws InvalidArgumentException when the trigger is blank
   */
  public ExternalRun {
    if (triggeredBy.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "What triggered the run must not be blank");
    }
  }

  /**
   * A run of a program with a new id.
   *
   * @param program an existing program
   * @return the description
   */
  public static ExternalRun of(ProgramRef program) {
    return new ExternalRun(program, null, "manual");
  }

  /**
   * Returns the id that the host gave it.
   *
   * @return the id, empty for a new one
   */
  public Optional<ExecutionId> givenId() {
    return Optional.ofNullable(id);
  }
}
