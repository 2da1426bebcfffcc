package io.energyops.upload;

import io.energyops.storage.StorageKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of an import before its rows are read. */
record NewImport(
    Dataset<?> dataset,
    String fileId,
    String originalName,
    String storedName,
    long size,
    @Nullable String mimeType,
    String sheet,
    List<String> availableSheets,
    ZoneId zone,
    String user) {

  StorageKey key() {
    return UploadKeys.file(fileId, storedName);
  }

  Optional<String> contentType() {
    return Optional.ofNullable(mimeType);
  }
}
