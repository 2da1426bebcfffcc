package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** Questions about paths below the root, links not followed. */
final class Paths {

  private Paths() {}

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** What stays the same as long as it is the same file or folder; Windows gives no file key. */
  static Object identity(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    if (key != null) {
      return key;
    }
    return attributes.isRegularFile()
        ? List.of(attributes.creationTime(), attributes.lastModifiedTime(), attributes.size())
        : attributes.creationTime();
  }

  static void requireFolder(Path path, BasicFileAttributes attributes) {
    if (!attributes.isDirectory()) {
      throw new StorageAccessDeniedException(
          "A link or file stands where storage has a folder, and is not followed: "
              + path
              + ". Remove it.",
          null);
    }
  }

  static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the root has a parent");
  }

  static String name(Path path) {
    return Objects.requireNonNull(path.getFileName(), "a path below the root has a name")
        .toString();
  }
}
