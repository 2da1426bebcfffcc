package io.energyops.storage.local;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the folders in key order, only where keys with the prefix can be. Only names are kept from
 * page to page; what a page says of an object is looked up for that page. Confined to one thread at
 * a time.
 */
final class Listing {

  private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

  /** However many folders are on the way, each gets this much. */
  private static final int LEAST_WINDOW = 1000;

  private final Folders folders;
  private final int window;
  private final String prefix;
  private final Deque<ListedFolder> way = new ArrayDeque<>();
  private @Nullable HeldFolder here;

  /** Begins behind a key, or with the first one when there is none. */
  Listing(Folders folders, int window, String prefix, @Nullable String after) {
    this.folders = folders;
    this.window = window;
    this.prefix = prefix;
    if (after == null || StorageKey.utf8Order().compare(after, prefix) < 0) {
      begin(null);
    } else if (after.startsWith(prefix)) {
      begin(after);
    }
  }

  private void begin(@Nullable String after) {
    String text = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    String filter = prefix.substring(text.length());
    String path = Folders.below(Place.ROOT, text);
    String rest = after == null ? null : after.substring(text.length());
    while (rest != null && rest.indexOf('/') >= 0) {
      String step = rest.substring(0, rest.indexOf('/') + 1);
      way.push(new ListedFolder(text, path, filter, step));
      text += step;
      filter = "";
      path = Folders.below(path, step);
      rest = rest.substring(step.length());
    }
    way.push(new ListedFolder(text, path, filter, rest));
  }

  String prefix() {
    return prefix;
  }

  /** How many names it keeps. */
  int size() {
    return way.stream().mapToInt(ListedFolder::size).sum();
  }

  /** Returns the next objects; fewer than asked for only at the end. */
  List<StoredObject> next(int limit) throws IOException {
    List<StoredObject> found = new ArrayList<>();
    try {
      for (StoredObject object = find(); object != null; object = find()) {
        found.add(object);
        if (found.size() == limit) {
          break;
        }
      }
      return found;
    } finally {
      leave();
    }
  }

  /**
   * Tells whether there is one more object, which the next page begins with if it is still there.
   */
  boolean hasNext() throws IOException {
    try {
      if (find() == null) {
        return false;
      }
      way.element().back();
      return true;
    } finally {
      leave();
    }
  }

  private @Nullable StoredObject find() throws IOException {
    while (!way.isEmpty()) {
      ListedFolder folder = way.element();
      String name = folder.next(folders, this::room);
      if (name == null) {
        way.pop();
      } else if (name.endsWith("/")) {
        String below = Folders.below(folder.path(), name);
        way.push(new ListedFolder(folder.text() + name, below, "", null));
      } else {
        StoredObject object = look(folder, name);
        if (object != null) {
          return object;
        }
      }
    }
    return null;
  }

  private int room() {
    return Math.max(Math.min(window, LEAST_WINDOW), window - size());
  }

  private @Nullable StoredObject look(ListedFolder folder, String name) throws IOException {
    Place place = Folders.place(folder.path(), name);
    try {
      return describe(enter(place.folder()), place.name(), StorageKey.of(folder.text() + name));
    } catch (NoSuchFileException | InvalidKeyException notThere) {
      LOG.debug("left out of a listing: {}", place);
    } catch (StorageDamagedException | StorageAccessDeniedException e) {
      LOG.warn("An unusable file was left out of a listing: {}", e.getMessage());
    }
    return null;
  }

  /** The file is opened only when its time does not show to be the one that it was given. */
  private static StoredObject describe(Folder folder, String name, StorageKey key)
      throws IOException {
    BasicFileAttributes attributes = OpenObject.requirePlain(folder, name, key);
    Stamp stamp = Stamp.of(attributes.lastModifiedTime());
    long size = attributes.size() - Trailer.BYTES;
    if (size >= 0 && stamp.fits(size)) {
      return StoredObject.builder(key, size, stamp.instant(), stamp.version(size)).build();
    }
    try (OpenObject object = OpenObject.in(folder, name, key)) {
      return object.describe();
    }
  }

  private Folder enter(String path) throws IOException {
    if (here == null || !here.path().equals(path)) {
      leave();
      here = folders.open(path);
    }
    return here.folder();
  }

  private void leave() {
    if (here != null) {
      here.close();
      here = null;
    }
  }
}
