package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/** The sheet lacks columns that the dataset needs, or has one twice; nothing of it was kept. */
public final class HeaderMismatchException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  HeaderMismatchException(String message) {
    super(ErrorCode.HEADER_MISMATCH, message);
  }
}
