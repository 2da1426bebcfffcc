package io.energyops.upload;

import io.energyops.run.ImportId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of one import. Immutable. */
public final class ImportInfo {

  private final StoredImport stored;

  ImportInfo(StoredImport stored) {
    this.stored = stored;
  }

  /**
   * Returns the id.
   *
   * @return the id
   */
  public ImportId id() {
    return stored.id();
  }

  /**
   * Returns what the rows are.
   *
   * @return the dataset
   */
  public Dataset<?> dataset() {
    return stored.dataset();
  }

  /**
   * Returns the state.
   *
   * @return the state when it was read
   */
  public ImportStatus status() {
    return stored.status();
  }

  /**
   * Returns the name of the file as it was sent.
   *
   * @return the name, or empty when the file's record is gone
   */
  public Optional<String> fileName() {
    return Optional.ofNullable(stored.originalName());
  }

  /**
   * Returns the sheet that was read.
   *
   * @return its name
   */
  public Optional<String> sheet() {
    return Optional.ofNullable(stored.sheet());
  }

  /**
   * Lists the sheets of the file.
   *
   * @return their names
   */
  public List<String> availableSheets() {
    return stored.availableSheets();
  }

  /**
   * Returns how many rows were imported.
   *
   * @return 0 unless the import is visible
   */
  public long recordCount() {
    return stored.recordCount();
  }

  /**
   * Returns how many rows were refused.
   *
   * @return 0 or more
   */
  public long refusedCount() {
    return stored.refusedCount();
  }

  /**
   * Returns why nothing was imported.
   *
   * @return a sentence, or empty unless the import failed
   */
  public Optional<String> errorMessage() {
    return Optional.ofNullable(stored.errorMessage());
  }

  /**
   * Returns who imported.
   *
   * @return the user
   */
  public String createdBy() {
    return stored.createdBy();
  }

  /**
   * Returns when the import began.
   *
   * @return the time
   */
  public Instant createdAt() {
    return stored.createdAt();
  }

  /**
   * Returns since when the rows count.
   *
   * @return the time, or empty when they never did
   */
  public Optional<Instant> visibleAt() {
    return Optional.ofNullable(stored.visibleAt());
  }

  @Override
  public String toString() {
    return stored.id() + " " + stored.dataset() + " " + stored.status();
  }
}
