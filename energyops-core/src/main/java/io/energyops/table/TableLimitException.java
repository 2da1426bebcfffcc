package io.energyops.table;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;

/** The file passes one of the {@link TableLimits}. */
public final class TableLimitException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  TableLimitException(String message) {
    super(ErrorCode.TABLE_LIMIT, message);
  }
}
