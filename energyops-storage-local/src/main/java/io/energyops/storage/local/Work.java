package io.energyops.storage.local;

import java.io.IOException;

/** Something done in the file system. */
@FunctionalInterface
interface Work<T> {
  T run() throws IOException;
}
