package io.energyops.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open by the system: names are looked up in it wherever its path leads meanwhile, so
 * that nobody can slip a link in between a look and an opening.
 */
final class SecureFolder implements Folder {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final String ITSELF = ".";
  private static final long LATELY_NANOS = 1_000_000;

  private final Path path;
  private final SecureDirectoryStream<Path> stream;
  private final LongSupplier nanos;
  private final Object identity;
  private volatile long inPlaceAt;

  private SecureFolder(Path path, SecureDirectoryStream<Path> stream, LongSupplier nanos)
      throws IOException {
    this.path = path;
    this.stream = stream;
    this.nanos = nanos;
    this.inPlaceAt = nanos.getAsLong() - LATELY_NANOS;
    this.identity =
        Paths.identity(stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
  }

  /** Returns the root, or null where the system has no such folders: on Windows, for one. */
  @SuppressWarnings("StreamResourceLeak") // The folder holds it.
  static @Nullable SecureFolder root(Path root, LongSupplier nanos) throws IOException {
    DirectoryStream<Path> opened = Files.newDirectoryStream(root);
    if (opened instanceof SecureDirectoryStream<Path> secure) {
      SecureFolder folder = of(root, secure, nanos);
      try (SeekableByteChannel channel = folder.channel(ITSELF, READ)) {
        if (channel instanceof FileChannel) {
          return folder;
        }
      }
    }
    opened.close();
    return null;
  }

  private static SecureFolder of(Path path, SecureDirectoryStream<Path> stream, LongSupplier nanos)
      throws IOException {
    try {
      return new SecureFolder(path, stream, nanos);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  boolean is(Object other) {
    return identity.equals(other);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean isInPlace() throws IOException {
    try {
      long now = nanos.getAsLong();
      boolean inPlace = Paths.identity(Paths.attributes(path)).equals(identity);
      inPlaceAt = inPlace ? now : now - LATELY_NANOS;
      return inPlace;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  @Override
  public boolean wasInPlaceLately() {
    return nanos.getAsLong() - inPlaceAt < LATELY_NANOS;
  }

  @Override
  public BasicFileAttributes attributes(String name) throws IOException {
    return stream
        .getFileAttributeView(name(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  @Override
  public Folder enter(String name) throws IOException {
    Paths.requireFolder(at(name), attributes(name));
    try {
      return of(at(name), stream.newDirectoryStream(name(name), LinkOption.NOFOLLOW_LINKS), nanos);
    } catch (FileSystemException e) {
      throw Failures.exchanged(at(name), e);
    }
  }

  @Override
  public FileChannel read(String name) throws IOException {
    return (FileChannel) channel(name, READ);
  }

  @Override
  public FileChannel create(String name) throws IOException {
    return (FileChannel) channel(name, CREATE);
  }

  @Override
  public void rename(String from, Folder to, String name) throws IOException {
    stream.move(name(from), ((SecureFolder) to).stream, name(name));
  }

  @Override
  public void delete(String name) throws IOException {
    stream.deleteFile(name(name));
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    stream.deleteDirectory(name(name));
  }

  @Override
  public DirectoryStream<Path> children() throws IOException {
    return stream.newDirectoryStream(name(ITSELF), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void sync() throws IOException {
    try (FileChannel channel = read(ITSELF)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private SeekableByteChannel channel(String name, Set<OpenOption> options) throws IOException {
    try {
      return stream.newByteChannel(name(name), options);
    } catch (FileSystemException e) {
      throw Failures.exchanged(at(name), e);
    }
  }

  private Path name(String name) {
    return path.getFileSystem().getPath(name);
  }
}
