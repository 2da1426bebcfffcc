package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationFilesTest {

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void every_shipped_script_is_printed_in_its_order(Dialect dialect) throws Exception {
    URL first =
        Objects.requireNonNull(
            MigrationFiles.class.getClassLoader().getResource(path(dialect, "V1__schema.sql")));
    if (first.getProtocol().equals("jar")) {
      String jar = first.toString();
      try (var files =
          java.nio.file.FileSystems.newFileSystem(
              URI.create(jar.substring(0, jar.indexOf("!/"))), java.util.Map.of())) {
        assertNames(files.getPath(path(dialect, "")));
      }
    } else {
      assertNames(Objects.requireNonNull(Path.of(first.toURI()).getParent()));
    }
  }

  private static void assertNames(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          MigrationFiles.NAMES,
          files.map(file -> String.valueOf(file.getFileName())).sorted().toList());
    }
  }

  private static String path(Dialect dialect, String name) {
    return MigrationFiles.FOLDER + dialect.id() + "/" + name;
  }
}
