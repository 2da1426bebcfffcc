package io.energyops.error;

/** What kind of answer an error is, so that a transport can map it without knowing every code. */
public enum ErrorCategory {
  /** The caller's input is wrong; the same call fails again. HTTP 400. */
  INVALID_ARGUMENT(400),
  /** What the caller named is not there. HTTP 404. */
  NOT_FOUND(404),
  /** The state of something forbids the call now. HTTP 409. */
  CONFLICT(409),
  /** The engine or what it stands on failed. HTTP 500. */
  FAILURE(500),
  /** A part is out of reach for the moment; the same call may succeed later. HTTP 503. */
  UNAVAILABLE(503);

  private final int httpStatus;

  ErrorCategory(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /**
   * Returns the HTTP status that says the same.
   *
   * @return 400, 404, 409, 500 or 503
   */
  public int httpStatus() {
    return httpStatus;
  }
}
