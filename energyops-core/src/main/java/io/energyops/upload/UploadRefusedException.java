package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** The file cannot be accepted; nothing of it was kept. */
public final class UploadRefusedException extends InvalidArgumentException {

  private static final long serialVersionUID = 1L;

  UploadRefusedException(String message) {
    this(message, null);
  }

  UploadRefusedException(String message, @Nullable Throwable cause) {
    super(ErrorCode.UPLOAD_REFUSED, message, cause);
  }
}
