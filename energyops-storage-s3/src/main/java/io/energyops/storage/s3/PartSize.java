package io.energyops.storage.s3;

import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;

/** How large the parts of an object are: the usual size, or more when they would be too many. */
final class PartSize {

  static final int MIN = 5 << 20;
  static final int MAX = 1 << 30;
  static final int DEFAULT = 8 << 20;

  private static final int MAX_PARTS = 10_000;
  private static final long STEP = 1 << 20;

  private PartSize() {}

  static int forSize(StorageKey key, long size, int usual) {
    long needed = (size + MAX_PARTS - 1) / MAX_PARTS;
    long part = needed <= usual ? usual : (needed + STEP - 1) / STEP * STEP;
    if (part > MAX) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "Object '"
              + key
              + "' has "
              + size
              + " bytes, more than "
              + MAX_PARTS
              + " parts of the largest size hold. Store it in pieces.",
          null);
    }
    return (int) part;
  }
}
