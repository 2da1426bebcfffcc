package io.energyops.table;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/** The workbook has no sheet that answers the selection; the message lists those it has. */
public final class SheetNotFoundException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  SheetNotFoundException(String message) {
    super(ErrorCode.SHEET_NOT_FOUND, message);
  }
}
