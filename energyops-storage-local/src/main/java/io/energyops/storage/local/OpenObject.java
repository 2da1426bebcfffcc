package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageDamagedException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of an object: a small one whole in memory, a large one held open, for a later write
 * gives its name to another file.
 */
final class OpenObject implements AutoCloseable {

  /** Up to here one reading costs less than keeping the file open. */
  private static final int SMALL_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(OpenObject.class);

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
    Place place = Folders.place(key);
    OpenObject lately = lately(folders, place, key);
    if (lately != null) {
      return lately;
    }
    try (HeldFolder held = folders.open(place.folder())) {
      return in(held.folder(), place.name(), key);
    }
  }

  /**
   * Reads a small object with one look less: at what its path leads to. The file is opened in the
   * folder that is held; when it has the very time that the look showed, then the path leads there
   * still. All else is left to the usual way.
   */
  private static @Nullable OpenObject lately(Folders folders, Place place, StorageKey key)
      throws IOException {
    HeldFolder held = folders.lately(place.folder());
    if (held == null) {
      return null;
    }
    try (held) {
      Folder folder = held.folder();
      BasicFileAttributes attributes = Paths.attributes(folder.at(place.name()));
      if (attributes.isRegularFile() && attributes.size() <= SMALL_BYTES) {
        OpenObject object = read(folder.read(place.name()), key, attributes.size());
        if (object.trailer.stamp().equals(Stamp.of(attributes.lastModifiedTime()))) {
          return object;
        }
        object.close();
      }
    } catch (NoSuchFileException | StorageDamagedException unclear) {
      LOG.trace("looked at once more: {}", place);
    }
    return null;
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
    return read(folder.read(name), key, attributes.size());
  }

  private static OpenObject read(FileChannel channel, StorageKey key, long size)
      throws IOException {
    try {
      return size <= SMALL_BYTES
          ? small(key, channel, (int) size)
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
