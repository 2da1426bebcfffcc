package io.energyops.upload;

import org.jspecify.annotations.Nullable;

/** Whether an uploaded file may be accepted. Immutable. */
public final class FileVerdict {

  private static final FileVerdict VALID = new FileVerdict(null);

  private final @Nullable String error;

  private FileVerdict(@Nullable String error) {
    this.error = error;
  }

  static FileVerdict accepted() {
    return VALID;
  }

  static FileVerdict refused(String error) {
    return new FileVerdict(error);
  }

  /**
   * Returns whether the file may be accepted.
   *
   * @return true when there is no error
   */
  public boolean valid() {
    return error == null;
  }

  /**
   * Returns what is wrong, in a sentence for the sender.
   *
   * @return the first fault that was found, or null when the file is valid
   */
  public @Nullable String error() {
    return error;
  }

  @Override
  public String toString() {
    return error == null ? "valid" : error;
  }
}
