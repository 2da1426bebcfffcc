package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** What was copied from a caller's source, whose failures are told apart from the disk's. */
record SourceCopy(long size, String sha256) {

  static SourceCopy of(StorageKey key, ObjectSource source, FileChannel target, Executor executor)
      throws IOException {
    OptionalLong promised = source.size();
    HashedFile file = new HashedFile(target, executor);
    try (SourceStream in = SourceStream.open(key, source)) {
      if (in.isInMemory()) {
        in.transferTo(file);
      } else {
        byte[] buffer = buffer(promised);
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          file.write(buffer, 0, n);
        }
      }
    }
    if (promised.isPresent() && promised.getAsLong() != file.size()) {
      throw new SourceFailedException(
          "The source of object '"
              + key
              + "' gave "
              + file.size()
              + " bytes, not the "
              + promised.getAsLong()
              + " that it promised. Nothing was stored.",
          null);
    }
    return new SourceCopy(file.size(), file.sha256());
  }

  /** One byte more than promised shows a source that gives too much. */
  private static byte[] buffer(OptionalLong promised) {
    long most = HashedFile.STEP_BYTES;
    return new byte[(int) Math.max(1, Math.min(most, promised.orElse(most) + 1))];
  }
}
