package io.energyops.storage.local;

import java.util.concurrent.atomic.AtomicBoolean;

/** A folder that stays open until its holder is done with it. */
final class HeldFolder implements AutoCloseable {

  private final String path;
  private final Folder folder;
  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();

  HeldFolder(String path, Folder folder, Runnable release) {
    this.path = path;
    this.folder = folder;
    this.release = release;
  }

  /** Its steps from the root, as in a {@link Place}. */
  String path() {
    return path;
  }

  Folder folder() {
    return folder;
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }
}
