package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.run.ImportId;
import java.io.IOException;
import java.io.OutputStream;

/** Gives the rows of an import as CSV. */
@Internal
@FunctionalInterface
public interface ImportRows {

  /**
   * Writes all rows with a header line.
   *
   * @param id a visible import
   * @param out where to; not closed
   * @throws IOException when writing fails
   * @throws io.energyops.error.NotFoundException when there is no such visible import
   */
  void writeCsv(ImportId id, OutputStream out) throws IOException;
}
