package io.energyops.testkit;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;

/** A test wants PostgreSQL, but what runs a server for tests is not on the class path. */
public class PostgresMissingException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is missing and which artefacts to add
   * @param cause what led to it
   */
  public PostgresMissingException(String message, Throwable cause) {
    super(ErrorCode.UNSUPPORTED, message, cause);
  }
}
