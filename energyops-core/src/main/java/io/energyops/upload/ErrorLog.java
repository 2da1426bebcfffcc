package io.energyops.upload;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of one import: a bounded number in memory, all of them in a file as soon as there are
 * more. Not thread-safe.
 */
final class ErrorLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);

  private final UploadSpool spool;
  private final int maxErrors;
  private final List<RowError> kept = new ArrayList<>();
  private @Nullable SpooledFile file;
  private @Nullable BufferedWriter writer;

  ErrorLog(UploadSpool spool, int maxErrors) {
    this.spool = spool;
    this.maxErrors = maxErrors;
  }

  void add(int row, List<String> faults) {
    for (String fault : faults) {
      add(new RowError(row, fault));
    }
  }

  /** The first errors, in the order of the rows. */
  List<RowError> kept() {
    return List.copyOf(kept);
  }

  /** The file with all errors when some are not {@link #kept()}; nothing may be added after. */
  Optional<Path> complete() {
    if (file == null || writer == null) {
      return Optional.empty();
    }
    try {
      writer.close();
      return Optional.of(file.path());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    if (file != null && writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        LOG.debug("An error report that is not needed any more could not be closed", e);
      } finally {
        file.close();
      }
    }
  }

  private void add(RowError error) {
    try {
      if (writer == null && kept.size() == maxErrors) {
        file = spool.newFile(".errors");
        writer = Files.newBufferedWriter(file.path());
        writer.write(RowError.CSV_HEADER + "\r\n");
        for (RowError earlier : kept) {
          writer.write(earlier.csv() + "\r\n");
        }
      }
      if (writer == null) {
        kept.add(error);
      } else {
        writer.write(error.csv() + "\r\n");
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static EnergyOpsException failure(IOException e) {
    return new EnergyOpsException(
        ErrorCode.DATA_DIRECTORY_UNUSABLE,
        "The error report could not be written to the spool folder; check its free space",
        e);
  }
}
