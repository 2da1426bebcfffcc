package io.energyops.storage;

/** A key or prefix breaks the rules of {@link StorageKey}. */
public class InvalidKeyException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which key, which rule, and what to do
   */
  public InvalidKeyException(String message) {
    super(StorageErrorCode.INVALID_KEY, message, null);
  }
}
