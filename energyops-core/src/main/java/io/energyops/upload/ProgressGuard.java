package io.energyops.upload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how far an import is, and leaves one alone that throws. Not thread-safe. */
final class ProgressGuard {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressGuard.class);

  private final ImportProgressListener listener;
  private boolean detached;

  ProgressGuard(ImportProgressListener listener) {
    this.listener = listener;
  }

  void tell(long accepted, long refused, boolean finished) {
    if (detached) {
      return;
    }
    try {
      listener.onProgress(new ImportProgress(accepted + refused, accepted, refused, finished));
    } catch (RuntimeException | Error e) {
      detached = true;
      LOG.warn("A progress listener of an import threw and is not called again", e);
    }
  }
}
