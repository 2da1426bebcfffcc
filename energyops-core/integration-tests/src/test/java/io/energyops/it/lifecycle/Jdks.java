package io.energyops.it.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK to try virtual threads on. */
final class Jdks {

  private static final int WITH_VIRTUAL_THREADS = 21;

  private Jdks() {}

  /** This one where it has virtual threads, else one of the machine that has, else this one. */
  static Path best() {
    Path own = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= WITH_VIRTUAL_THREADS) {
      return own;
    }
    return Optional.ofNullable(System.getProperty("energyops.second.jdk"))
        .map(Path::of)
        .or(Jdks::installed)
        .orElse(own);
  }

  private static Optional<Path> installed() {
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> feature(home) >= WITH_VIRTUAL_THREADS)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static int feature(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
