package io.energyops.storage.s3;

/**
 * Somebody else changed the object while a conditional write was checked, so that the server could
 * not say whether the condition holds. The write did not happen and begins anew.
 */
final class WriteRaceException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What the server said. */
  private final RuntimeException answer;

  WriteRaceException(RuntimeException cause) {
    super(cause);
    this.answer = cause;
  }

  RuntimeException answer() {
    return answer;
  }
}
