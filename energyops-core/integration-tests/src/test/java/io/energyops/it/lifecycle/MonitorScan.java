package io.energyops.it.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads class files and finds what takes a monitor: a virtual thread that blocks in one pins. */
final class MonitorScan {

  /** What was found in how many classes. */
  record Found(int classes, List<String> monitors) {}

  private MonitorScan() {}

  /** Scans the jar, or the folder of classes, that a class was loaded from. */
  static Found where(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return below(place);
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), java.util.Map.of())) {
        return below(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Scans one class. */
  static List<String> of(Class<?> type) throws IOException {
    List<String> monitors = new ArrayList<>();
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      scan(in, monitors);
    }
    return monitors;
  }

  private static Found below(Path root) throws IOException {
    List<String> monitors = new ArrayList<>();
    int classes = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        classes++;
        try (InputStream in = Files.newInputStream(file)) {
          scan(in, monitors);
        }
      }
    }
    return new Found(classes, monitors);
  }

  private static void scan(InputStream in, List<String> monitors) throws IOException {
    ClassReader reader = new ClassReader(in);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            String where = reader.getClassName().replace('/', '.') + "#" + name + descriptor;
            if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
              monitors.add(where + " is synchronized");
            }
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInsn(int opcode) {
                if (opcode == Opcodes.MONITORENTER) {
                  monitors.add(where + " enters a monitor");
                }
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
