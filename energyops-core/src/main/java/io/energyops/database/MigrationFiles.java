package io.energyops.database;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The shipped scripts as text, for those who run them without Flyway. */
final class MigrationFiles {

  // Said by the class itself, so that it stays true when a host relocates our packages.
  private static final String PACKAGE =
      MigrationFiles.class.getPackageName().replace('.', '/') + '/';

  static final String FOLDER = PACKAGE + "migration/";

  /** A class path cannot be listed everywhere, so the names stand here too; a test compares. */
  static final List<String> NAMES = List.of("V1__schema.sql");

  private static final String HISTORY = PACKAGE + "history/";

  private MigrationFiles() {}

  /** A script with what Flyway records of it. */
  record MigrationFile(
      String version, String description, String script, String text, int checksum) {}

  static List<MigrationFile> of(Dialect dialect) {
    return NAMES.stream()
        .map(name -> file(name, read(FOLDER + dialect.id() + '/' + name)))
        .toList();
  }

  static String historyTable(Dialect dialect) {
    return read(HISTORY + dialect.id() + ".sql");
  }

  private static MigrationFile file(String name, String text) {
    int separator = name.indexOf("__");
    return new MigrationFile(
        name.substring(1, separator),
        name.substring(separator + 2, name.length() - ".sql".length()).replace('_', ' '),
        name,
        text,
        checksum(text));
  }

  // As Flyway counts it, so that it takes a schema that was made without it for its own.
  private static int checksum(String text) {
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }

  private static String read(String resource) {
    try (InputStream in = MigrationFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no such resource");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.UNSUPPORTED, "Resource " + resource + " of the library cannot be read", e);
    }
  }
}
