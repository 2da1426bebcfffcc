package io.energyops.storage.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk write what a large write gave it so far, while the rest is still read and hashed.
 * The first failure is kept: the system tells it to one caller only. Confined to one thread.
 */
final class WriteBack {

  /** Smaller steps made more entries in the journal, larger ones left more to the end. */
  private static final long STEP_BYTES = 8L << 20;

  private final FileChannel channel;
  private final Executor executor;
  private @Nullable FutureTask<@Nullable Void> underWay;
  private long forced;

  WriteBack(FileChannel channel, Executor executor) {
    this.channel = channel;
    this.executor = executor;
  }

  void written(long total) throws IOException {
    if (total - forced >= STEP_BYTES && (underWay == null || underWay.isDone())) {
      finish();
      forced = total;
      FutureTask<@Nullable Void> task = new FutureTask<>(this::force);
      try {
        executor.execute(task);
        underWay = task;
      } catch (RejectedExecutionException busy) {
        underWay = null;
      }
    }
  }

  /** Waits for what is under way, so that its failure is not lost. */
  void finish() throws IOException {
    FutureTask<@Nullable Void> task = underWay;
    if (task == null) {
      return;
    }
    // Runs here what no thread began; returns at once otherwise.
    task.run();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException disk ? disk : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk was waited for");
    }
  }

  private @Nullable Void force() throws IOException {
    channel.force(false);
    return null;
  }
}
