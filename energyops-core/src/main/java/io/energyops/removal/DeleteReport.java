package io.energyops.removal;

import io.energyops.annotation.Internal;

/** What went with a deletion. Immutable. */
public final class DeleteReport {

  private final long rowsRemoved;
  private final long filesRemoved;
  private final long filesPending;

  /**
   * Makes a report.
   *
   * @param rowsRemoved rows of data that were removed
   * @param filesRemoved files that are gone from storage
   * @param filesPending files that are still to be removed
   */
  @Internal
  public DeleteReport(long rowsRemoved, long filesRemoved, long filesPending) {
    this.rowsRemoved = rowsRemoved;
    this.filesRemoved = filesRemoved;
    this.filesPending = filesPending;
  }

  /**
   * Returns how many rows of data were removed by this call.
   *
   * @return 0 or more
   */
  public long rowsRemoved() {
    return rowsRemoved;
  }

  /**
   * Returns how many files were removed from storage.
   *
   * @return 0 or more
   */
  public long filesRemoved() {
    return filesRemoved;
  }

  /**
   * Returns how many files are still to be removed, because storage refused or the host's
   * transaction has not committed yet; that is tried until they are gone.
   *
   * @return 0 or more
   */
  public long filesPending() {
    return filesPending;
  }

  @Override
  public String toString() {
    return rowsRemoved
        + " rows and "
        + filesRemoved
        + " files removed, "
        + filesPending
        + " files still to be removed";
  }
}
