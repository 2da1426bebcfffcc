package example.storage.jdbc;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The last key of a page, marked as ours. */
final class Continuation {

  private static final String MARK = "jdbc:";

  private Continuation() {}

  static String after(StorageKey last) {
    byte[] text = (MARK + last.value()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  static String key(String continuation) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(continuation);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.startsWith(MARK)) {
        return StorageKey.of(text.substring(MARK.length())).value();
      }
    } catch (IllegalArgumentException | InvalidKeyException notOurs) {
      // told below
    }
    throw new StorageException(
        StorageErrorCode.INVALID_ARGUMENT,
        "The continuation is none of this storage. Hand back the one of the page before.",
        null);
  }
}
