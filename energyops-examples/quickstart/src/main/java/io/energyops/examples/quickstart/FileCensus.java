package io.energyops.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows which files of storage and runs were there before, so that what is left can be told. */
final class FileCensus {

  private final Path dataDirectory;
  private final Set<Path> before;

  FileCensus(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
    this.before = present();
  }

  Set<Path> added() {
    Set<Path> added = new TreeSet<>(present());
    added.removeAll(before);
    return added;
  }

  private Set<Path> present() {
    Set<Path> all = new TreeSet<>();
    for (String folder : new String[] {"storage", "runs", "spool"}) {
      Path root = dataDirectory.resolve(folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          all.addAll(files.filter(file -> !Files.isDirectory(file)).collect(Collectors.toSet()));
        } catch (IOException e) {
          throw new TourFailure("the files below " + root + " cannot be counted", e);
        }
      }
    }
    return all;
  }
}
