package io.energyops.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats what fails because another process still holds the file. Windows keeps the files of a
 * process locked for a moment after its end, and refuses to replace a file that is being read.
 *
 * @param attempts how often to try, at least 1
 * @param pause the time between two tries
 */
record FileRetry(int attempts, Duration pause) {

  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  static FileRetry system() {
    return new FileRetry(Windows.here() ? 100 : 1, Duration.ofMillis(20));
  }

  <T> T call(Action<T> action) throws IOException {
    for (int left = attempts - 1; ; left--) {
      try {
        return action.run();
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        throw e;
      } catch (FileSystemException e) {
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }
}
