package io.energyops.storage;

/** The backend was closed before the call. */
public class StorageClosedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param backend the backend in a few words, such as its type and place
   */
  public StorageClosedException(String backend) {
    super(
        StorageErrorCode.CLOSED,
        "The storage backend '" + backend + "' was closed. Open a new instance.",
        null);
  }
}
