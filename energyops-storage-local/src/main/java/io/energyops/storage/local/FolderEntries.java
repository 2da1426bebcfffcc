package io.energyops.storage.local;

import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a folder as keys see it: parts of long segments joined, foreign and temporary files left
 * out.
 */
final class FolderEntries {

  /** What a folder holds. The text is the segment, ended by a slash when keys go on below it. */
  record Entry(String text, Path path) {
    boolean isFolder() {
      return text.endsWith("/");
    }
  }

  private static final Comparator<Entry> BY_KEY =
      Comparator.comparing(Entry::text, StorageKey.utf8Order());

  private FolderEntries() {}

  /**
   * In the order of the keys: the slash takes part in it, so {@code a.b} stands before {@code a/}.
   */
  static List<Entry> of(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    collect(folder, List.of(), entries);
    entries.sort(BY_KEY);
    return entries;
  }

  /** What lies in a real folder; one that is gone or no folder is empty. */
  static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      } catch (NoSuchFileException | NotDirectoryException gone) {
        return List.of();
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return children;
  }

  private static void collect(Path folder, List<String> parts, List<Entry> entries)
      throws IOException {
    for (Path child : children(folder)) {
      String name = Paths.name(child);
      if (Names.isTemporary(name)) {
        continue;
      }
      boolean marked = Names.isFolder(name) || Names.isPart(name);
      List<String> names = new ArrayList<>(parts);
      names.add(marked ? Names.withoutMark(name) : name);
      if (Names.isPart(name)) {
        collect(child, names, entries);
        continue;
      }
      String segment = SegmentCodec.decode(names);
      if (segment != null) {
        entries.add(new Entry(marked ? segment + "/" : segment, child));
      }
    }
  }
}
