package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object: a small one whole in memory, a large one held open, for a later write
 * gives its name to another file.
 */
final class OpenObject implements AutoCloseable {

  /** Up to here one reading costs less than keeping the file open. */
  private static final int SMALL_BYTES = 64 * 1024;

  private final StorageKey key;
  private final Trailer trailer;
  private final FileChannel channel;
  private final byte @Nullable [] whole;

  private OpenObject(
      StorageKey key, Trailer trailer, FileChannel channel, byte @Nullable [] whole) {
    this.key = key;
    this.trailer = trailer;
    this.channel = channel;
    this.whole = whole;
  }

  /**
   * Opens the file of a key.
   *
   * @throws NoSuchFileException when there is none
   */
  static OpenObject at(Folders folders, StorageKey key) throws IOException {
    Place place = folders.place(key);
    try (HeldFolder held = folders.open(place.folder())) {
      return in(held.folder(), place.name(), key);
    }
  }

  /** Opens the file of a key, which is there. */
  static OpenObject found(Folders folders, StorageKey key) throws IOException {
    try {
      return at(folders, key);
    } catch (NoSuchFileException missing) {
      throw new StorageNotFoundException(key);
    }
  }

  /** Opens the file of a name, of which the key is known. */
  static OpenObject in(Folder folder, String name, StorageKey key) throws IOException {
    BasicFileAttributes attributes = requirePlain(folder, name, key);
    FileChannel channel = folder.read(name);
    try {
      return attributes.size() <= SMALL_BYTES
          ? small(key, channel, (int) attributes.size())
          : new OpenObject(key, Trailer.read(key, channel), channel, null);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A file that was put there since the look at its size is read as a large one. */
  private static OpenObject small(StorageKey key, FileChannel channel, int size)
      throws IOException {
    byte[] bytes = new byte[size + 1];
    if (channel.read(ByteBuffer.wrap(bytes), 0) != size) {
      return new OpenObject(key, Trailer.read(key, channel), channel, null);
    }
    Trailer trailer = Trailer.decode(key, bytes, size, size);
    channel.close();
    return new OpenObject(key, trailer, channel, bytes);
  }

  static BasicFileAttributes requirePlain(Folder folder, String name, StorageKey key)
      throws IOException {
    BasicFileAttributes attributes = folder.attributes(name);
    if (!attributes.isRegularFile()) {
      throw new StorageAccessDeniedException(
          "A link or folder stands where the file of object '"
              + key
              + "' belongs, and is not followed. Remove it: "
              + folder.at(name),
          null);
    }
    return attributes;
  }

  StoredObject describe() {
    return trailer.describe(key);
  }

  /** The stream owns the open file from here on. */
  StoredContent content(ByteRange range) {
    long length = range.lengthWithin(trailer.size());
    long offset = Math.min(range.offset(), trailer.size());
    return new StoredContent(
        describe(),
        whole == null
            ? new RangeInputStream(channel, offset, length)
            : new ByteArrayInputStream(whole, (int) offset, (int) length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
