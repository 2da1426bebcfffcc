package io.energyops.storage.conformance;

import io.energyops.storage.Capability;

/**
 * A behaviour cannot be shown here. Builds that forbid skipped tests know the reasons' beginnings.
 */
final class SkippedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private SkippedException(String reason) {
    super(reason);
  }

  static SkippedException notDeclared(Capability capability) {
    return new SkippedException("Capability not declared: " + capability);
  }

  static SkippedException noSecondInstance(String why) {
    return new SkippedException("No second instance: " + why);
  }

  static SkippedException noForcedFailure() {
    return new SkippedException("No forced failure: the place has no deletesRefusedBy(...)");
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
