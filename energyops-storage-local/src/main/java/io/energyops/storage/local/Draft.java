package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;

/** One write from its temporary file to its name. Closing before the publication leaves nothing. */
record Draft(
    StorageKey key,
    Path target,
    Path temporary,
    FileChannel channel,
    Folders.Way way,
    Drafts drafts)
    implements AutoCloseable {

  /** Writes content and metadata, and forces both to the disk. */
  StoredObject write(ObjectSource source) throws IOException {
    SourceCopy copy = SourceCopy.of(key, source, channel);
    Trailer trailer =
        new Trailer(
            copy.size(),
            drafts.clock().instant().truncatedTo(ChronoUnit.MILLIS),
            drafts.ids().get(),
            copy.sha256(),
            source.contentType().orElse(""));
    ByteBuffer end = trailer.encoded();
    while (end.hasRemaining()) {
      channel.write(end);
    }
    channel.force(true);
    channel.close();
    return trailer.describe(key);
  }

  /** Gives the file its name, in place of an older one. */
  void replace() throws IOException {
    requireSameWay();
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    Durability.syncFolder(way.folder());
  }

  /** Gives the file its name unless it is taken: the link is made or refused in one step. */
  void create() throws IOException {
    requireSameWay();
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException taken) {
      throw new StorageAlreadyExistsException(key);
    }
    Files.deleteIfExists(temporary);
    Durability.syncFolder(way.folder());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.deleteIfExists(temporary)) {
      drafts.folders().prune(way.folder());
    }
  }

  private void requireSameWay() throws IOException {
    if (!drafts.folders().isSame(way)) {
      throw new StorageAccessDeniedException(
          "The folder of object '" + key + "' was exchanged while it was written.", null);
    }
  }
}
