package io.energyops.storage.s3;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text that leads to the next page: the last key of the page before, unreadable on purpose. The
 * server's own token would name the same place, but may expire.
 */
final class Continuation {

  /** Tells it from a text of others; no base64 has a dot. */
  private static final String MARK = "s3.";

  private Continuation() {}

  static String encode(StorageKey last) {
    return MARK
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
  }

  static StorageKey decode(String text) {
    try {
      if (text.startsWith(MARK)) {
        byte[] bytes = Base64.getUrlDecoder().decode(text.substring(MARK.length()));
        StorageKey last = StorageKey.of(new String(bytes, StandardCharsets.UTF_8));
        if (encode(last).equals(text)) {
          return last;
        }
      }
    } catch (IllegalArgumentException | InvalidKeyException e) {
      throw foreign(e);
    }
    throw foreign(null);
  }

  private static StorageException foreign(@Nullable Exception cause) {
    return new StorageException(
        StorageErrorCode.INVALID_ARGUMENT,
        "The continuation is none of S3 storage. Hand back the one of the page before.",
        cause);
  }
}
