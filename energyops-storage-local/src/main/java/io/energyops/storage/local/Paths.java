package io.energyops.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Questions about paths below the root, links not followed. */
final class Paths {

  private Paths() {}

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the root has a parent");
  }

  static String name(Path path) {
    return Objects.requireNonNull(path.getFileName(), "a path below the root has a name")
        .toString();
  }
}
