package io.energyops.storage.s3;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text that leads to the next page: the last key of the page before, unreadable on purpose. The
 * server's own token would name the same place, but may expire.
 */
final class Continuation {

  private Continuation() {}

  static String encode(StorageKey last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
  }

  static StorageKey decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return StorageKey.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | InvalidKeyException e) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "The continuation is none of S3 storage. Hand back the one of the page before.",
          e);
    }
  }
}
