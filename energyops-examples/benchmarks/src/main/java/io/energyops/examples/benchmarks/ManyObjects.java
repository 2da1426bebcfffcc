package io.energyops.examples.benchmarks;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A root of local storage with very many objects. */
final class ManyObjects {

  private static final int OBJECTS = 100_000;
  private static final int LINKS = 10_000;

  private ManyObjects() {}

  /**
   * Makes the objects once. One in ten thousand is saved; the others are links to its file, because
   * to force a hundred thousand files to the disk takes longer than all the rest.
   */
  static Path root(Setting setting, String name, int perFolder) throws IOException {
    Path root = setting.folder().resolve(name);
    if (Files.exists(root)) {
      return root;
    }
    Path half = Files.createTempDirectory(setting.folder(), name);
    fill(half, setting.size().of(OBJECTS), perFolder);
    try {
      return Files.move(half, root, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException otherSideWasFaster) {
      return root;
    }
  }

  private static void fill(Path root, int count, int perFolder) throws IOException {
    try (StorageBackend storage = LocalStorage.open(root)) {
      @Nullable Path file = null;
      for (int i = 0; i < count; i++) {
        if (i % perFolder == 0 || i % LINKS == 0) {
          String key = "folder-" + i / perFolder + "/object-" + i;
          storage.save(StorageKey.of(key), ObjectSource.of(new byte[i % 97]));
          file = found(root, "object-" + i);
        } else if (file != null) {
          Files.createLink(file.resolveSibling("object-" + i), file);
        }
      }
    }
  }

  private static Path found(Path root, String name) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
    }
  }

  static long listed(Path root) {
    try (StorageBackend storage = LocalStorage.open(root)) {
      long objects = 0;
      @Nullable String continuation = null;
      do {
        ListPage page = storage.list(ListRequest.of("").after(continuation));
        objects += page.objects().size();
        continuation = page.continuation().orElse(null);
      } while (continuation != null);
      return objects;
    }
  }

  static long walked(Path root) throws IOException {
    AtomicLong files = new AtomicLong();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.incrementAndGet();
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files.get();
  }
}
