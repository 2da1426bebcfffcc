package io.energyops.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data directory of one run: a given one is kept, a temporary one goes at the end. */
final class DataFolder implements AutoCloseable {

  private final Path path;
  private final boolean temporary;

  private DataFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  static DataFolder of(@Nullable Path given) {
    if (given != null) {
      return new DataFolder(given, false);
    }
    try {
      return new DataFolder(Files.createTempDirectory("energyops-quickstart-"), true);
    } catch (IOException e) {
      throw new TourFailure("no temporary folder can be made; name one with --data", e);
    }
  }

  Path path() {
    return path;
  }

  boolean temporary() {
    return temporary;
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new TourFailure("the temporary folder " + path + " could not be removed", e);
    }
  }
}
