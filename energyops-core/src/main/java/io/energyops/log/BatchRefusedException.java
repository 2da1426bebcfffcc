package io.energyops.log;

import io.energyops.run.ExecutionId;
import org.jspecify.annotations.Nullable;

/** The lines of one execution can never be written; those of the others can. */
final class BatchRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ExecutionId id;

  BatchRefusedException(ExecutionId id, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.id = id;
  }

  ExecutionId id() {
    return id;
  }
}
