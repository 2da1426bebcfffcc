package io.energyops.storage;

/** Stable codes of the storage errors. A code keeps its name and meaning; new ones may be added. */
public enum StorageErrorCode {
  /** The object does not exist. */
  NOT_FOUND,
  /** The object exists already and the write asked for an absent one. */
  ALREADY_EXISTS,
  /** The object has another version than the write asked for. */
  VERSION_MISMATCH,
  /** The key or prefix breaks the rules. */
  INVALID_KEY,
  /** Another argument cannot be used, such as a continuation of another backend. */
  INVALID_ARGUMENT,
  /** The backend refuses access, or the place holds something that must not be followed. */
  ACCESS_DENIED,
  /** The backend cannot be reached or cannot do it now. */
  UNAVAILABLE,
  /** The backend lacks the capability. */
  UNSUPPORTED_CAPABILITY,
  /** The backend was closed. */
  CLOSED,
  /** The caller's source failed or gave another size than it said. */
  SOURCE_FAILED,
  /** The stored bytes are not what was written. */
  DAMAGED,
  /** A setting is missing or wrong, or two providers have one name. */
  CONFIGURATION,
  /** No installed provider has this type. */
  TYPE_UNKNOWN
}
