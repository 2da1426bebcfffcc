package io.energyops.table;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * The file is no table that can be read: damaged, encrypted, or of a format that is not supported.
 */
public final class TableUnreadableException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  TableUnreadableException(String message) {
    this(message, null);
  }

  TableUnreadableException(String message, @Nullable Throwable cause) {
    super(ErrorCode.TABLE_UNREADABLE, message, cause);
  }
}
