package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders below the root: where a key's file lies, and that every step to it is a real folder.
 * Java opens files by path only, so the way is looked at before and compared after.
 */
record Folders(Path root) {

  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  /** The identity of each folder on a way, from the root down. */
  record Way(Path folder, List<Object> identities) {}

  Path file(StorageKey key) {
    Path place = root;
    Iterator<String> segments = List.of(key.value().split("/")).iterator();
    while (segments.hasNext()) {
      List<String> names = SegmentCodec.encode(segments.next());
      for (String part : names.subList(0, names.size() - 1)) {
        place = place.resolve(Names.part(part));
      }
      String last = names.get(names.size() - 1);
      place = place.resolve(segments.hasNext() ? Names.folder(last) : last);
    }
    return place;
  }

  /**
   * Looks at the way to a folder.
   *
   * @throws NoSuchFileException when a step is not there
   * @throws StorageAccessDeniedException when a step is a link or a file
   */
  Way look(Path folder) throws IOException {
    List<Object> identities = new ArrayList<>();
    for (Path step : steps(folder)) {
      identities.add(identity(step));
    }
    return new Way(folder, identities);
  }

  /** Creates what is missing on the way to a folder, durably. */
  Way create(Path folder) throws IOException {
    for (Path step : steps(folder)) {
      if (!step.equals(root) && !Files.isDirectory(step, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Files.createDirectory(step);
          Durability.syncFolder(Paths.parent(step));
        } catch (FileAlreadyExistsException raced) {
          identity(step);
        }
      }
    }
    return look(folder);
  }

  boolean isSame(Way way) throws IOException {
    try {
      return look(way.folder).equals(way);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /**
   * Removes a folder and those above it as far as they are empty. A write under way has its
   * temporary file in the folder, which keeps it.
   */
  void prune(Path folder) {
    try {
      for (Path step = folder; !step.equals(root); step = Paths.parent(step)) {
        Files.delete(step);
      }
    } catch (IOException inUse) {
      LOG.trace("folder stays: {}", folder);
    }
  }

  private List<Path> steps(Path folder) {
    List<Path> steps = new ArrayList<>();
    steps.add(root);
    if (!folder.equals(root)) {
      Path step = root;
      for (Path name : root.relativize(folder)) {
        step = step.resolve(name);
        steps.add(step);
      }
    }
    return steps;
  }

  private static Object identity(Path step) throws IOException {
    BasicFileAttributes attributes = Paths.attributes(step);
    if (!attributes.isDirectory()) {
      throw new StorageAccessDeniedException(
          "A link or file stands where storage has a folder, and is not followed: "
              + step
              + ". Remove it.",
          null);
    }
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }
}
