package io.energyops.python;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** No usable Python interpreter; the message lists what was tried and what to install. */
public final class PythonMissingException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  PythonMissingException(String message, @Nullable Throwable cause) {
    super(ErrorCode.PYTHON_MISSING, message, cause);
  }
}
