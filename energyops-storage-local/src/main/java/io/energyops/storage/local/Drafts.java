package io.energyops.storage.local;

import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins writes: a temporary file beside the target, in a folder that is surely there. */
record Drafts(Folders folders, Supplier<UUID> ids, Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

  /** Each try loses only to a delete that empties the same folder in the same moment. */
  private static final int TRIES = 1000;

  Draft begin(StorageKey key, Path target) throws IOException {
    Path folder = Paths.parent(target);
    for (int i = 0; i < TRIES; i++) {
      try {
        Folders.Way way = folders.create(folder);
        Draft draft = create(key, target, way);
        if (isInPlace(draft)) {
          return draft;
        }
      } catch (NoSuchFileException pruned) {
        LOG.debug("a folder was removed while a write began: {}", folder);
      }
    }
    throw new IOException("the folder was removed again and again: " + folder);
  }

  private Draft create(StorageKey key, Path target, Folders.Way way) throws IOException {
    Path temporary = way.folder().resolve(Names.temporary(ids.get()));
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    return new Draft(key, target, temporary, channel, way, this);
  }

  /** From here on the temporary file keeps its folder from being removed. */
  private boolean isInPlace(Draft draft) throws IOException {
    boolean inPlace = false;
    try {
      inPlace = folders.isSame(draft.way());
      return inPlace;
    } finally {
      if (!inPlace) {
        draft.close();
      }
    }
  }
}
