package io.energyops.script;

import io.energyops.run.ProgramRef;
import io.energyops.storage.StorageKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded script as the database knows it.
 *
 * @param id its id
 * @param name file name without {@code .py}
 * @param originalFilename file name as it was uploaded
 * @param key where its bytes are stored
 * @param sizeBytes its size
 * @param sha256 SHA-256 of its bytes in lower-case hexadecimal
 * @param uploadedBy who uploaded it
 * @param uploadedAt when
 * @param status its state
 * @param description a text for people, or null
 * @param lastRunAt when it was run last, or null
 * @param totalRuns how often it was run
 */
public record Script(
    ScriptId id,
    String name,
    String originalFilename,
    StorageKey key,
    long sizeBytes,
    String sha256,
    String uploadedBy,
    Instant uploadedAt,
    ScriptStatus status,
    @Nullable String description,
    @Nullable Instant lastRunAt,
    long totalRuns) {

  /**
   * Names the script for a run.
   *
   * @return the reference
   */
  public ProgramRef ref() {
    return ProgramRef.script(id.value());
  }

  /**
   * Returns the last run.
   *
   * @return its time, empty when it was never run
   */
  public Optional<Instant> lastRun() {
    return Optional.ofNullable(lastRunAt);
  }
}
