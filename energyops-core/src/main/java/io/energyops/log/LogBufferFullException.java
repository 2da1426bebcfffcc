package io.energyops.log;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;

/** The buffer holds as much as it may; the line was not taken. */
public final class LogBufferFullException extends EnergyOpsException {

  private static final long serialVersionUID = 1L;

  LogBufferFullException(String message) {
    super(ErrorCode.LOG_BUFFER_FULL, message);
  }
}
