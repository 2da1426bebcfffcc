package io.energyops.script;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;

/** Executions of the script are running, or did not end in time; nothing was deleted. */
public final class ScriptRunningException extends ConflictException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which ones, and what to do
   */
  public ScriptRunningException(String message) {
    super(ErrorCode.SCRIPT_RUNNING, message);
  }
}
