package io.energyops.storage.local;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One version of an object, held open: a later write gives its name to another file. */
record OpenObject(StorageKey key, FileChannel channel, Trailer trailer) implements AutoCloseable {

  /** Each try loses only to a removal and re-creation of a folder in the same moment. */
  private static final int TRIES = 100;

  /**
   * Opens the file of a key.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  static OpenObject at(Folders folders, StorageKey key, Path file) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Folders.Way way = folders.look(Paths.parent(file));
      requirePlain(key, file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      try {
        if (folders.isSame(way)) {
          return new OpenObject(key, channel, Trailer.read(key, channel));
        }
        channel.close();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
    throw new IOException("the folder was exchanged again and again: " + Paths.parent(file));
  }

  static void requirePlain(StorageKey key, Path file) throws IOException {
    if (!Paths.attributes(file).isRegularFile()) {
      throw new StorageAccessDeniedException(
          "A link or folder stands where the file of object '"
              + key
              + "' belongs, and is not followed. Remove it: "
              + file,
          null);
    }
  }

  StoredObject describe() {
    return trailer.describe(key);
  }

  /** The stream owns the open file from here on. */
  StoredContent content(ByteRange range) {
    long length = range.lengthWithin(trailer.size());
    return new StoredContent(describe(), new RangeInputStream(channel, range.offset(), length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
