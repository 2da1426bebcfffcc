package io.energyops.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Objects as plain files, written so that they survive a power failure whole: to a temporary file
 * beside the target, forced to the disk, moved in one step, and the folder forced too.
 */
record PlainFiles(Path root) implements ObjectPlace {

  @Override
  public void save(String name, byte[] content) throws IOException {
    Path target = root.resolve(name);
    Path folder = Objects.requireNonNull(target.getParent());
    Files.createDirectories(folder);
    Path temporary = folder.resolve(target.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(root.resolve(name));
  }

  @Override
  public void close() {
    // Each call closed what it opened.
  }
}
