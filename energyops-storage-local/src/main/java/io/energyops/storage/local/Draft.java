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
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributeView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write from its temporary file to its name. Closing before the publication leaves nothing.
 * Confined to one thread.
 */
final class Draft implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

  private final StorageKey key;
  private final String name;
  private final HeldFolder held;
  private final String temporary;
  private final FileChannel channel;
  private final Drafts drafts;
  private boolean temporaryIsGone;
  private boolean published;

  Draft(
      StorageKey key,
      String name,
      HeldFolder held,
      String temporary,
      FileChannel channel,
      Drafts drafts) {
    this.key = key;
    this.name = name;
    this.held = held;
    this.temporary = temporary;
    this.channel = channel;
    this.drafts = drafts;
  }

  /** Writes content and metadata, and forces both to the disk. */
  StoredObject write(ObjectSource source, String contentType) throws IOException {
    SourceCopy copy = SourceCopy.of(key, source, channel, drafts.executor());
    Stamp stamp = drafts.stamps().next(copy.size());
    Trailer trailer = new Trailer(copy.size(), stamp, copy.sha256(), contentType);
    for (ByteBuffer end = trailer.encoded(); end.hasRemaining(); ) {
      channel.write(end);
    }
    setFileTime(stamp);
    channel.force(true);
    channel.close();
    return trailer.describe(key);
  }

  /** Gives the file its name, in place of an older one. */
  void replace() throws IOException {
    requireInPlace();
    folder().rename(temporary, folder(), name);
    temporaryIsGone = true;
    finish();
  }

  /** Gives the file its name unless it is taken: the link is made or refused in one step. */
  void create() throws IOException {
    requireInPlace();
    try {
      Files.createLink(folder().at(name), folder().at(temporary));
    } catch (FileAlreadyExistsException taken) {
      throw new StorageAlreadyExistsException(key);
    }
    finish();
  }

  boolean isInPlace() throws IOException {
    return folder().isInPlace();
  }

  @Override
  public void close() throws IOException {
    try (held) {
      try {
        channel.close();
      } finally {
        discard();
      }
    }
  }

  private void finish() throws IOException {
    published = true;
    drafts.folders().sync(held);
  }

  /** What became of the write is settled; a file that stays is left to the sweep. */
  private void discard() {
    try {
      if (!temporaryIsGone) {
        folder().delete(temporary);
      }
    } catch (IOException e) {
      LOG.debug("a temporary file was gone, or stays: {}", temporary, e);
    }
    if (!published) {
      drafts.folders().prune(held.path());
    }
  }

  /** A listing opens the files whose time could not be set. */
  private void setFileTime(Stamp stamp) {
    try {
      Files.getFileAttributeView(
              folder().at(temporary), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(stamp.fileTime(), null, null);
    } catch (IOException e) {
      LOG.debug("the time of a file could not be set: {}", temporary, e);
    }
  }

  private void requireInPlace() throws IOException {
    if (!isInPlace()) {
      throw new StorageAccessDeniedException(
          "The folder of object '"
              + key
              + "' was exchanged while it was written. Nothing was stored.",
          null);
    }
  }

  private Folder folder() {
    return held.folder();
  }
}
