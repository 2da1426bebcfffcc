package io.energyops.examples.quickstart;

/** A step failed; the message is the run's last line. */
final class TourFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TourFailure(String message) {
    super(message);
  }

  TourFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
