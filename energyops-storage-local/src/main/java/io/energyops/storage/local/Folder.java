package io.energyops.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One real folder at or below the root, and what is done in it by plain names. No name is followed
 * when it is a link. A folder that is not there any more answers with {@link
 * java.nio.file.NoSuchFileException}. Safe for use by many threads.
 */
interface Folder extends Closeable {

  /** Where it was found; for messages, and for what Java offers by path only. */
  Path path();

  /** Tells whether its path still leads to this very folder. */
  boolean isInPlace() throws IOException;

  /** Tells whether that was so less than a moment ago, and names are looked up in it since. */
  boolean wasInPlaceLately();

  BasicFileAttributes attributes(String name) throws IOException;

  /**
   * Opens a folder in this one.
   *
   * @throws io.energyops.storage.StorageAccessDeniedException when the name is a link or a file
   */
  Folder enter(String name) throws IOException;

  /**
   * Opens a file, which must have been seen to be plain: opening a pipe would wait for a writer.
   */
  FileChannel read(String name) throws IOException;

  /** Creates and opens a file. */
  FileChannel create(String name) throws IOException;

  /** Gives a file another name in one step, in place of what has that name. */
  void rename(String from, Folder to, String name) throws IOException;

  void delete(String name) throws IOException;

  /** Removes an empty folder. */
  void deleteFolder(String name) throws IOException;

  DirectoryStream<Path> children() throws IOException;

  /** Makes new and removed names survive a power failure. */
  void sync() throws IOException;

  default Path at(String name) {
    return path().resolve(name);
  }
}
