package io.energyops.upload;

import io.energyops.run.ImportId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of the import table with its file. */
record StoredImport(
    ImportId id,
    Dataset<?> dataset,
    @Nullable String fileId,
    @Nullable String originalName,
    @Nullable String storageKey,
    ImportStatus status,
    @Nullable String sheet,
    List<String> availableSheets,
    @Nullable String timeZone,
    long recordCount,
    long refusedCount,
    @Nullable String errorMessage,
    @Nullable String ownerNode,
    long fence,
    String createdBy,
    Instant createdAt,
    @Nullable Instant visibleAt) {}
