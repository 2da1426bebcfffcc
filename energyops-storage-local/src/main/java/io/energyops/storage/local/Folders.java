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
  private final FolderPool pool = new FolderPool(KEPT_OPEN);

  private Folders(Path root, boolean secure, Object identity) {
    this.root = root;
    this.secure = secure;
    this.identity = identity;
  }

  static Folders below(Path root) throws IOException {
    SecureFolder folder = SecureFolder.root(root);
    Folders folders = new Folders(root, folder != null, Paths.identity(Paths.attributes(root)));
    if (folder != null) {
      folders.pool.add(folder).close();
    }
    return folders;
  }

  Path root() {
    return root;
  }

  Place place(StorageKey key) {
    String text = key.value();
    int last = text.lastIndexOf('/') + 1;
    return place(below(root, text.substring(0, last)), text.substring(last));
  }

  /** Returns the folder of segments that keys go on below, each ended by a slash. */
  static Path below(Path folder, String segments) {
    Path path = folder;
    int start = 0;
    for (int end = segments.indexOf('/'); end >= 0; end = segments.indexOf('/', start)) {
      Place place = place(path, segments.substring(start, end));
      path = place.folder().resolve(Names.folder(place.name()));
      start = end + 1;
    }
    return path;
  }

  /** Returns where the file of a key's last segment belongs. */
  static Place place(Path folder, String segment) {
    List<String> names = SegmentCodec.encode(segment);
    Path deepest = folder;
    for (String part : names.subList(0, names.size() - 1)) {
      deepest = deepest.resolve(Names.part(part));
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
  HeldFolder open(Path folder) throws IOException {
    List<String> missing = new ArrayList<>();
    HeldFolder held = nearest(folder, missing);
    for (int i = missing.size() - 1; i >= 0; i--) {
      held = step(held, missing.get(i), false);
    }
    return held;
  }

  /** Opens a folder; what is missing on the way is created, durably. */
  HeldFolder create(Path folder) throws IOException {
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
  private HeldFolder nearest(Path folder, List<String> missing) throws IOException {
    for (Path step = folder; !step.equals(root); step = Paths.parent(step)) {
      HeldFolder held = pool.take(step);
      if (held != null) {
        if (isInPlace(held)) {
          return held;
        }
        held.close();
        pool.forget(step);
      }
      missing.add(Paths.name(step));
    }
    return openRoot();
  }

  private HeldFolder openRoot() throws IOException {
    HeldFolder held = pool.take(root);
    if (held == null) {
      held = pool.add(secure ? reopenedRoot() : new PathFolder(root, null, identity));
    }
    if (isInPlace(held)) {
      return held;
    }
    held.close();
    throw rootGone();
  }

  private Folder reopenedRoot() throws IOException {
    try {
      SecureFolder folder = SecureFolder.root(root);
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
      return pool.add(above.folder().enter(name));
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
  void sync(Folder folder) throws IOException {
    try {
      folder.sync();
    } catch (NoSuchFileException removed) {
      for (Path step = folder.path(); !step.equals(root); ) {
        step = Paths.parent(step);
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
  void prune(Path folder) {
    try {
      for (Path step = folder; !step.equals(root); step = Paths.parent(step)) {
        try (HeldFolder above = open(Paths.parent(step))) {
          above.folder().deleteFolder(Paths.name(step));
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
