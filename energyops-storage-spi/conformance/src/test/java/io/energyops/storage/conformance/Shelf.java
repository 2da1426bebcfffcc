package io.energyops.storage.conformance;

import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What the instances of {@link ReferenceStorage} over one place share. */
final class Shelf {

  /** One version; its bytes are never changed. */
  static final class Item {

    final StoredObject object;
    final byte[] bytes;

    Item(StoredObject object, byte[] bytes) {
      this.object = object;
      this.bytes = bytes;
    }
  }

  final ConcurrentSkipListMap<StorageKey, Item> items = new ConcurrentSkipListMap<>();
  final Set<StorageKey> undeletable = ConcurrentHashMap.newKeySet();
  final AtomicLong versions = new AtomicLong();

  /** Held to check a condition and write in one step. */
  final ReentrantLock writing = new ReentrantLock();
}
