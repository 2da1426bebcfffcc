package io.energyops.storage.local;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the few listings that were used last, each until its next page is asked for. Without it a
 * page starts anew behind the last key: the same page, at the price of reading its folders again.
 */
final class Listings implements AutoCloseable {

  private static final int KEPT = 16;

  private final Folders folders;
  private final Supplier<UUID> ids;
  private final int window;

  /** Guards the map. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Continuation, Listing> kept = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @param window how many names of a listing are in memory at most; twice as many of all listings
   */
  Listings(Folders folders, Supplier<UUID> ids, int window) {
    this.folders = folders;
    this.ids = ids;
    this.window = window;
  }

  ListPage page(ListRequest request) throws IOException {
    Listing listing = listing(request);
    List<StoredObject> objects = listing.next(request.limit());
    if (objects.size() < request.limit() || !listing.hasNext()) {
      return ListPage.of(objects, null);
    }
    String last = objects.get(objects.size() - 1).key().value();
    Continuation next = new Continuation(ids.get().getLeastSignificantBits(), last);
    keep(next, listing);
    return ListPage.of(objects, next.encode());
  }

  private Listing listing(ListRequest request) {
    @Nullable Continuation from = request.continuation().map(Continuation::decode).orElse(null);
    Listing listing = from == null ? null : take(from);
    return listing != null && listing.prefix().equals(request.prefix())
        ? listing
        : new Listing(folders, window, request.prefix(), from == null ? null : from.last());
  }

  /** Who takes a listing has it alone; another with the same continuation gets a new one. */
  private @Nullable Listing take(Continuation from) {
    lock.lock();
    try {
      return kept.remove(from);
    } finally {
      lock.unlock();
    }
  }

  private void keep(Continuation next, Listing listing) {
    lock.lock();
    try {
      if (!closed) {
        kept.put(next, listing);
        int names = kept.values().stream().mapToInt(Listing::size).sum();
        for (Iterator<Listing> oldest = kept.values().iterator();
            kept.size() > KEPT || (names > 2 * window && kept.size() > 1); ) {
          names -= oldest.next().size();
          oldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      kept.clear();
    } finally {
      lock.unlock();
    }
  }
}
