package io.energyops.storage.local;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the folders that were used last open, and those that are in use. */
final class FolderPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderPool.class);

  private final int limit;

  /** Guards the entries and their fields. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  FolderPool(int limit) {
    this.limit = limit;
  }

  /** Returns the open folder of a path, or null when there is none. */
  @Nullable HeldFolder take(String path) {
    lock.lock();
    try {
      Entry entry = kept.get(path);
      return entry == null ? null : hold(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Takes over a folder that was just opened, in place of an older one of its path. */
  HeldFolder add(String path, Folder folder) {
    lock.lock();
    try {
      Entry entry = new Entry(path, folder);
      HeldFolder held = hold(entry);
      if (closed) {
        entry.kept = false;
      } else {
        drop(kept.put(path, entry));
        if (kept.size() > limit) {
          drop(kept.remove(kept.keySet().iterator().next()));
        }
      }
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the folder of a path as soon as nobody uses it. */
  void forget(String path) {
    lock.lock();
    try {
      drop(kept.remove(path));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      List.copyOf(kept.values()).forEach(this::drop);
      kept.clear();
    } finally {
      lock.unlock();
    }
  }

  private HeldFolder hold(Entry entry) {
    entry.users++;
    return new HeldFolder(entry.path, entry.folder, () -> release(entry));
  }

  private void release(Entry entry) {
    lock.lock();
    try {
      entry.users--;
      closeIfUnused(entry);
    } finally {
      lock.unlock();
    }
  }

  private void drop(@Nullable Entry entry) {
    if (entry != null) {
      entry.kept = false;
      closeIfUnused(entry);
    }
  }

  private static void closeIfUnused(Entry entry) {
    if (!entry.kept && entry.users == 0) {
      try {
        entry.folder.close();
      } catch (IOException e) {
        LOG.debug("a folder could not be closed: {}", entry.folder.path(), e);
      }
    }
  }

  private static final class Entry {
    final String path;
    final Folder folder;
    int users;
    boolean kept = true;

    Entry(String path, Folder folder) {
      this.path = path;
      this.folder = folder;
    }
  }
}
