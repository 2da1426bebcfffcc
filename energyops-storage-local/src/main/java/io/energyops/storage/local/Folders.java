package io.energyops.storage.local;

import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders at and below the root: where a key's file lies, and how to get there by no link. */
final class Folders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  /** Each takes two file handles of the process. */
  private static final int KEPT_OPEN = 32;

  private final Path root;
  private final boolean secure;
  private final Object identity;
  private final LongSupplier nanos;
  private final FolderPool pool = new FolderPool(KEPT_OPEN);

  private Folders(Path root, boolean secure, Object identity, LongSupplier nanos) {
    this.root = root;
    this.secure = secure;
    this.identity = identity;
    this.nanos = nanos;
  }

  static Folders below(Path root, boolean heldOpen, LongSupplier nanos) throws IOException {
    SecureFolder folder = heldOpen ? SecureFolder.root(root, nanos) : null;
    Folders folders =
        new Folders(root, folder != null, Paths.identity(Paths.attributes(root)), nanos);
    if (folder != null) {
      folders.pool.add(Place.ROOT, folder).close();
    }
    return folders;
  }

  Path root() {
    return root;
  }

  static Place place(StorageKey key) {
    String text = key.value();
    int last = text.lastIndexOf('/') + 1;
    return place(below(Place.ROOT, text.substring(0, last)), text.substring(last));
  }

  /** Returns the folder of segments that keys go on below, each ended by a slash. */
  static String below(String folder, String segments) {
    String path = folder;
    int start = 0;
    for (int end = segments.indexOf('/'); end >= 0; end = segments.indexOf('/', start)) {
      Place place = place(path, segments.substring(start, end));
      path = Place.in(place.folder(), Names.folder(place.name()));
      start = end + 1;
    }
    return path;
  }

  /** Returns where the file of a key's last segment belongs. */
  static Place place(String folder, String segment) {
    List<String> names = SegmentCodec.encode(segment);
    String deepest = folder;
    for (int i = 0; i < names.size() - 1; i++) {
      deepest = Place.in(deepest, Names.part(names.get(i)));
    }
    return new Place(deepest, names.get(names.size() - 1));
  }

  /**
   * Opens a folder, each step of the way a real folder.
   *
   * @throws NoSuchFileException when a step is not there
   * @throws io.energyops.storage.StorageAccessDeniedException when a step is a link or a file
   * @throws StorageUnavailableException when the root is not there any more
   */
  HeldFolder open(String folder) throws IOException {
    List<String> missing = new ArrayList<>();
    HeldFolder held = nearest(folder, missing);
    for (int i = missing.size() - 1; i >= 0; i--) {
      held = step(held, missing.get(i), false);
    }
    return held;
  }

  /** Returns a folder that is held open and was seen in its place lately, or null. */
  @Nullable HeldFolder lately(String folder) {
    HeldFolder held = pool.take(folder);
    if (held == null || held.folder().wasInPlaceLately()) {
      return held;
    }
    held.close();
    return null;
  }

  /** Opens a folder; what is missing on the way is created, durably. */
  HeldFolder create(String folder) throws IOException {
    List<String> missing = new ArrayList<>();
    HeldFolder held = nearest(folder, missing);
    for (int i = missing.size() - 1; i >= 0; i--) {
      held = step(held, missing.get(i), true);
    }
    return held;
  }

  /**
   * Opens the nearest folder on a way that is open already; the steps below it come back last
   * first.
   */
  private HeldFolder nearest(String folder, List<String> missing) throws IOException {
    for (String step = folder; !step.isEmpty(); step = Place.parent(step)) {
      HeldFolder held = pool.take(step);
      if (held != null) {
        if (isInPlace(held)) {
          return held;
        }
        held.close();
        pool.forget(step);
      }
      missing.add(Place.last(step));
    }
    return openRoot();
  }

  private HeldFolder openRoot() throws IOException {
    HeldFolder held = pool.take(Place.ROOT);
    if (held == null) {
      held = pool.add(Place.ROOT, secure ? reopenedRoot() : new PathFolder(root, null, identity));
    }
    if (isInPlace(held)) {
      return held;
    }
    held.close();
    throw rootGone();
  }

  private Folder reopenedRoot() throws IOException {
    try {
      SecureFolder folder = SecureFolder.root(root, nanos);
      if (folder != null && folder.is(identity)) {
        return folder;
      }
      if (folder != null) {
        folder.close();
      }
      throw rootGone();
    } catch (NoSuchFileException gone) {
      throw rootGone();
    }
  }

  /** A new folder in its place is not taken: it may be the empty place of a lost mount. */
  private StorageUnavailableException rootGone() {
    return new StorageUnavailableException(
        "The storage root "
            + root
            + " was removed or exchanged while it was in use. Bring it back, then open the storage"
            + " again.",
        null,
        null);
  }

  private HeldFolder step(HeldFolder above, String name, boolean create) throws IOException {
    try (above) {
      if (create) {
        createFolder(above.folder(), name);
      }
      return pool.add(Place.in(above.path(), name), above.folder().enter(name));
    }
  }

  private static boolean isInPlace(HeldFolder held) throws IOException {
    try {
      return held.folder().isInPlace();
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Java makes folders by path only; one that came to be elsewhere is not found here afterwards.
   */
  private static void createFolder(Folder above, String name) throws IOException {
    try {
      above.attributes(name);
    } catch (NoSuchFileException missing) {
      try {
        Files.createDirectory(above.at(name));
        above.sync();
      } catch (FileAlreadyExistsException raced) {
        LOG.trace("another writer was faster: {}", name);
      }
    }
  }

  /** A folder that was removed lost its names with it: then the one above it counts. */
  void sync(HeldFolder held) throws IOException {
    try {
      held.folder().sync();
    } catch (NoSuchFileException removed) {
      for (String step = held.path(); !step.isEmpty(); ) {
        step = Place.parent(step);
        try (HeldFolder above = open(step)) {
          above.folder().sync();
          return;
        } catch (NoSuchFileException removedToo) {
          LOG.trace("removed as well: {}", step);
        }
      }
    }
  }

  /**
   * Removes a folder and those above it as far as they are empty. A write under way has its
   * temporary file in the folder, which keeps it.
   */
  void prune(String folder) {
    try {
      for (String step = folder; !step.isEmpty(); step = Place.parent(step)) {
        try (HeldFolder above = open(Place.parent(step))) {
          above.folder().deleteFolder(Place.last(step));
        }
        pool.forget(step);
      }
    } catch (IOException | RuntimeException inUse) {
      LOG.trace("folder stays: {}", folder);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
