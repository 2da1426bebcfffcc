package io.energyops.run;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/**
 * Names what is run: an uploaded script, a model, or something that the host starts itself.
 *
 * @param kind what kind of program
 * @param id the program's id within its kind, not blank
 */
public record ProgramRef(Kind kind, String id) {

  /** Kinds of programs. */
  public enum Kind {
    /** An uploaded script. */
    SCRIPT,
    /** An optimisation model. */
    MODEL
  }

  /**
   * Checks the id.
   *
   * @param kind what kind of program
   * @param id the program's id
   * @throws InvalidArgumentException when the id is blank
   */
  public ProgramRef {
    if (id.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "Program id is required, but is blank");
    }
  }

  /**
   * Names a script.
   *
   * @param id the script's id
   * @return the reference
   */
  public static ProgramRef script(String id) {
    return new ProgramRef(Kind.SCRIPT, id);
  }

  /**
   * Names a model.
   *
   * @param id the model's id
   * @return the reference
   */
  public static ProgramRef model(String id) {
    return new ProgramRef(Kind.MODEL, id);
  }
}
