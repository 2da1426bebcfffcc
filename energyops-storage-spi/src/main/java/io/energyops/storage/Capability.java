package io.energyops.storage;

/**
 * What a backend may or may not be able to do. What it declares it does in full; what it does not
 * declare it refuses with {@link UnsupportedCapabilityException} before any input or output.
 */
public enum Capability {
  /** {@link WriteCondition#ifAbsent()}: exactly one of many writers wins, across processes too. */
  IF_ABSENT,
  /** {@link WriteCondition#ifMatch(String)}: replace only the version that was read. */
  IF_MATCH,
  /** {@link StoredObject#sha256()} is known for each object that the backend wrote. */
  SHA256,
  /** {@link StoredObject#contentType()} is kept. */
  CONTENT_TYPE,
  /**
   * {@link StorageBackend#copy}: an object is copied where it lies, without its bytes passing
   * through the caller.
   */
  COPY,
  /** {@link StorageBackend#move}: an object gets another key, and is never at none. */
  MOVE
}
