package io.energyops.upload;

import io.energyops.storage.StorageKey;
import java.text.Normalizer;

/** Where the files of an import lie in storage. */
final class UploadKeys {

  private static final int MAX_NAME = 100;

  private UploadKeys() {}

  /** Key of the uploaded file. */
  static StorageKey file(String fileId, String storedName) {
    return StorageKey.of("uploads/" + fileId + "/" + storedName);
  }

  /** Key of the complete error report, which exists only when it was too long for memory. */
  static StorageKey errors(String fileId) {
    return StorageKey.of("uploads/" + fileId + "/report/errors.csv");
  }

  /** Reduces a sender's name to one that every backend and every system takes. */
  static String storedName(String name) {
    String safe =
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{N}._-]+", "_")
            .replaceAll("^\\.+", "_");
    int excess = safe.codePointCount(0, safe.length()) - MAX_NAME;
    return excess > 0 ? safe.substring(safe.offsetByCodePoints(0, excess)) : safe;
  }
}
