package io.energyops.storage.local;

import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins writes: a temporary file beside the target, in a folder that is surely there. */
record Drafts(Folders folders, Supplier<UUID> ids, Stamps stamps, Executor executor) {

  private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

  /** Each try loses only to a delete that empties the same folder in the same moment. */
  private static final int TRIES = 1000;

  Draft begin(StorageKey key, Place place) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        Draft draft = create(key, place);
        if (isInPlace(draft)) {
          return draft;
        }
      } catch (NoSuchFileException pruned) {
        LOG.debug("a folder was removed while a write began: {}", place.folder());
      }
    }
    throw new IOException("the folder was removed again and again: " + place.folder());
  }

  private Draft create(StorageKey key, Place place) throws IOException {
    HeldFolder held = folders.create(place.folder());
    try {
      String temporary = Names.temporary(ids.get());
      return new Draft(key, place.name(), held, temporary, held.folder().create(temporary), this);
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** From here on the temporary file keeps its folder from being removed. */
  private static boolean isInPlace(Draft draft) throws IOException {
    boolean inPlace = false;
    try {
      inPlace = draft.isInPlace();
      return inPlace;
    } finally {
      if (!inPlace) {
        draft.close();
      }
    }
  }
}
