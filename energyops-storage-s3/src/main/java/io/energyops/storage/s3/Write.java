package io.energyops.storage.s3;

import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one write wants, whichever way it goes.
 *
 * @param key the key
 * @param id tells this write from all others
 * @param condition what must hold
 * @param contentType the writer's type, or null
 */
record Write(StorageKey key, String id, WriteCondition condition, @Nullable String contentType) {

  private static final int MAX_TYPE_LENGTH = 255;

  Write {
    if (contentType != null && !isHeaderText(contentType)) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "The content type of object '"
              + key
              + "' must have 1 to "
              + MAX_TYPE_LENGTH
              + " printable ASCII characters.",
          null);
    }
  }

  @Nullable String ifNoneMatch() {
    return condition instanceof WriteCondition.IfAbsent ? "*" : null;
  }

  @Nullable String ifMatch() {
    return condition instanceof WriteCondition.IfMatch match ? ETag.header(match.version()) : null;
  }

  String contentTypeHeader() {
    return contentType == null ? Metadata.NO_TYPE : contentType;
  }

  Map<String, String> metadata(@Nullable String sha256) {
    return Metadata.of(id, sha256, contentType);
  }

  private static boolean isHeaderText(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TYPE_LENGTH
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
