package io.energyops.it.classpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Moves our packages below another root, in class files, resources and service files. */
final class Relocation {

  private static final String FROM = "io/energyops";
  private static final String TO = "com/example/host/shaded/energyops";

  private final Path target;

  Relocation(Path target) {
    this.target = target;
  }

  static String name(String type) {
    return type.replace(FROM.replace('/', '.'), TO.replace('/', '.'));
  }

  void copy(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      copyTree(entry);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      copyTree(jar.getPath("/"));
    }
  }

  private void copyTree(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('\\', '/');
      byte[] content = Files.readAllBytes(file);
      if (name.endsWith(".class")) {
        content = moved(content);
      } else if (name.startsWith("META-INF/services/")) {
        name = name.replace("io.energyops", TO.replace('/', '.'));
        content =
            name(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        add(target.resolve(name), content);
        continue;
      }
      Path to = target.resolve(name.replace(FROM, TO));
      Files.createDirectories(to.getParent());
      Files.write(to, content);
    }
  }

  /** Service files of several jars are joined, as whoever merges jars must do. */
  private static void add(Path file, byte[] lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static byte[] moved(byte[] content) {
    ClassWriter writer = new ClassWriter(0);
    // Texts in the code stay as they are: no tool can know which of them are names.
    new ClassReader(content)
        .accept(
            new ClassRemapper(
                writer,
                new Remapper(Opcodes.ASM9) {
                  @Override
                  public String map(String internalName) {
                    return internalName.startsWith(FROM)
                        ? TO + internalName.substring(FROM.length())
                        : internalName;
                  }
                }),
            0);
    return writer.toByteArray();
  }
}
