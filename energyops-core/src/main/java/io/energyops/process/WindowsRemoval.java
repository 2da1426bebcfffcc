package io.energyops.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import org.jspecify.annotations.Nullable;

/**
 * Removes a folder where no directory can be held open: links and junctions go, not their target.
 */
final class WindowsRemoval {

  private final FileRetry retry;

  WindowsRemoval(FileRetry retry) {
    this.retry = retry;
  }

  void remove(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            // A junction says that it is a directory, and something else besides.
            if (attributes.isOther()) {
              delete(folder);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void delete(Path path) throws IOException {
    retry.call(
        () -> {
          // Windows deletes nothing that is marked as read-only.
          DosFileAttributeView dos = Files.getFileAttributeView(path, DosFileAttributeView.class);
          if (Files.exists(path) && dos != null && dos.readAttributes().isReadOnly()) {
            dos.setReadOnly(false);
          }
          return Files.deleteIfExists(path);
        });
  }
}
