package io.energyops.storage;

import java.util.Objects;

/** The backend does not declare the capability that a call needs; nothing was read or written. */
public class UnsupportedCapabilityException extends StorageException {

  private static final long serialVersionUID = 1L;

  /** What is missing. */
  private final Capability capability;

  /**
   * Creates an exception.
   *
   * @param capability what is missing
   * @param backend the backend in a few words, such as its type
   */
  public UnsupportedCapabilityException(Capability capability, String backend) {
    super(
        StorageErrorCode.UNSUPPORTED_CAPABILITY,
        "The storage backend '"
            + backend
            + "' cannot do "
            + capability
            + " here. Ask capabilities() first, or choose another backend.",
        null);
    this.capability = Objects.requireNonNull(capability, "capability");
  }

  /**
   * Returns what is missing.
   *
   * @return the capability
   */
  public Capability capability() {
    return capability;
  }
}
