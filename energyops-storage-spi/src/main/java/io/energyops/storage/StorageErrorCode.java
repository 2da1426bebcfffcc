package io.energyops.storage;

/**
 * Stable codes of the storage errors, each with its usual cause and its remedy. A code keeps its
 * name and meaning; new ones may be added.
 */
public enum StorageErrorCode {
  /** The object does not exist. */
  NOT_FOUND("No object has this key, or it was deleted.", "List the prefix, or check the key."),
  /** The object exists already and the write asked for an absent one. */
  ALREADY_EXISTS(
      "Somebody else was faster, or the key was used before.",
      "Read what is there, or write under another key."),
  /** The object has another version than the write asked for. */
  VERSION_MISMATCH(
      "Somebody else wrote it since it was read.",
      "Read it again and repeat the change on what it holds now."),
  /** The key or prefix breaks the rules. */
  INVALID_KEY(
      "The key is empty, too long, or has a segment that is empty, \".\", \"..\" or holds control characters.",
      "Make keys of ids and names of your own, never of what a user typed."),
  /** Another argument cannot be used, such as a continuation of another backend. */
  INVALID_ARGUMENT(
      "An argument is out of range, or comes from another listing or backend.",
      "Read the message: it names the argument."),
  /** The backend refuses access, or the place holds something that must not be followed. */
  ACCESS_DENIED(
      "The account or user lacks a right, or a link lies where a file should.",
      "Grant the right that the message names, or remove the link."),
  /** The backend cannot be reached or cannot do it now. */
  UNAVAILABLE(
      "The network, the service or the disk is down or overloaded.",
      "Check the backend and try again; nothing half-written is visible."),
  /** There is no space left. */
  FULL(
      "The disk, the quota or the bucket has no space left.",
      "Delete what is not needed or enlarge the place; what was stored is unchanged."),
  /** The calling thread was interrupted. */
  INTERRUPTED(
      "The calling thread was interrupted, by a shutdown for example.",
      "Repeat the call if the work is still wanted; nothing half-written is visible."),
  /** The backend lacks the capability. */
  UNSUPPORTED_CAPABILITY(
      "The plugin does not offer what the call needs.",
      "Ask capabilities() first, or use a backend that has it."),
  /** The backend was closed. */
  CLOSED("It was used after close().", "Open a new one."),
  /** The caller's source failed or gave another size than it said. */
  SOURCE_FAILED(
      "The stream that was to be saved broke off or changed its length.",
      "Mend the source; nothing of it was stored."),
  /** The stored bytes are not what was written. */
  DAMAGED(
      "The disk or the service changed or lost bytes.",
      "Restore the object from a backup and check the medium."),
  /** A setting is missing or wrong, or two providers have one name. */
  CONFIGURATION(
      "A setting is missing or wrong, or two plugins have the same type.",
      "Read the message: it names the setting, or the plugins."),
  /** No installed provider has this type. */
  TYPE_UNKNOWN(
      "The plugin's jar is not on the class path, or the type is misspelt.",
      "Add the plugin's jar, or choose one of the types that the message lists.");

  private final String cause;
  private final String remedy;

  StorageErrorCode(String cause, String remedy) {
    this.cause = cause;
    this.remedy = remedy;
  }

  /**
   * Returns the usual cause in one sentence.
   *
   * @return the cause
   */
  public String usualCause() {
    return cause;
  }

  /**
   * Returns what to do about it in one sentence.
   *
   * @return the remedy
   */
  public String remedy() {
    return remedy;
  }
}
