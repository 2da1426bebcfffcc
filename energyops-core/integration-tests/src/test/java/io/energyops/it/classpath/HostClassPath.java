package io.energyops.it.classpath;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The class path of a host, and a JVM that runs {@link HostApplication} on it. */
final class HostClassPath {

  /** The embedding application's JVM has ended. */
  record Ended(int exitCode, String output, String errors) {}

  private static final int NATIVE_ACCESS_WARNS_FROM = 24;

  private final List<String> entries;

  private HostClassPath(List<String> entries) {
    this.entries = List.copyOf(entries);
  }

  static HostClassPath ofTheTests() {
    return new HostClassPath(
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
  }

  List<Path> entries() {
    return entries.stream().map(Path::of).toList();
  }

  HostClassPath without(String... artefacts) {
    return new HostClassPath(
        entries.stream()
            .filter(
                entry ->
                    Arrays.stream(artefacts)
                        .noneMatch(artefact -> fileName(entry).startsWith(artefact)))
            .toList());
  }

  /** What the reactor itself has built: folders of classes, or jars. */
  List<Path> ours() {
    return entries().stream().filter(HostClassPath::isOurs).toList();
  }

  HostClassPath withoutOurs() {
    return new HostClassPath(entries.stream().filter(entry -> !isOurs(Path.of(entry))).toList());
  }

  private static boolean isOurs(Path entry) {
    return Files.isDirectory(entry)
        || String.valueOf(entry.getFileName()).matches("energyops-.*\\.jar");
  }

  HostClassPath startingWith(Path folder) {
    List<String> more = new ArrayList<>(List.of(folder.toString()));
    more.addAll(entries);
    return new HostClassPath(more);
  }

  Ended run(String mainClass, Path scratch, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= NATIVE_ACCESS_WARNS_FROM) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), mainClass));
    command.addAll(List.of(arguments));
    Path output = scratch.resolve("stdout.txt");
    Path errors = scratch.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(4, TimeUnit.MINUTES)) {
        throw new AssertionError("The embedding application does not end");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), text(output), text(errors));
  }

  private static String text(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .collect(Collectors.joining("\n"));
  }

  private static String fileName(String entry) {
    return String.valueOf(Path.of(entry).getFileName());
  }
}
