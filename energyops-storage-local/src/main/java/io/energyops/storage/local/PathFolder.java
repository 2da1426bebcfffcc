package io.energyops.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder known by its path, where the system cannot hold one open: the whole way to it is
 * compared around each use.
 */
record PathFolder(Path path, @Nullable PathFolder above, Object identity) implements Folder {

  static PathFolder root(Path root) throws IOException {
    return new PathFolder(root, null, Paths.identity(Paths.attributes(root)));
  }

  @Override
  public boolean isInPlace() throws IOException {
    try {
      return Paths.identity(Paths.attributes(path)).equals(identity)
          && (above == null || above.isInPlace());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  @Override
  public boolean wasInPlaceLately() {
    return false;
  }

  @Override
  public BasicFileAttributes attributes(String name) throws IOException {
    BasicFileAttributes attributes = Paths.attributes(at(name));
    requireInPlace();
    return attributes;
  }

  @Override
  public Folder enter(String name) throws IOException {
    BasicFileAttributes attributes = attributes(name);
    Paths.requireFolder(at(name), attributes);
    return new PathFolder(at(name), this, Paths.identity(attributes));
  }

  @Override
  public FileChannel read(String name) throws IOException {
    return inPlace(FileChannel.open(at(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public FileChannel create(String name) throws IOException {
    requireInPlace();
    return inPlace(
        FileChannel.open(
            at(name),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public void rename(String from, Folder to, String name) throws IOException {
    requireInPlace();
    Files.move(at(from), to.at(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    requireInPlace();
    Files.delete(at(name));
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    requireInPlace();
    Files.delete(at(name));
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // The caller closes it.
  public DirectoryStream<Path> children() throws IOException {
    return inPlace(Files.newDirectoryStream(path));
  }

  /** Windows opens no folder as a file, and its journal keeps names in order by itself. */
  @Override
  public void sync() throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private <T extends AutoCloseable> T inPlace(T opened) throws IOException {
    try {
      requireInPlace();
      return opened;
    } catch (IOException e) {
      try (opened) {
        throw e;
      } catch (IOException closing) {
        throw closing;
      } catch (Exception closing) {
        e.addSuppressed(closing);
        throw e;
      }
    }
  }

  private void requireInPlace() throws IOException {
    if (!isInPlace()) {
      throw new NoSuchFileException(path.toString(), null, "the folder was exchanged");
    }
  }
}
