package io.energyops.storage.local;

import io.energyops.storage.StorageAccessDeniedException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder as keys see it: segments, ended by a slash when keys go on below them; parts of
 * long segments joined, foreign and temporary files left out.
 */
final class FolderNames {

  private static final Logger LOG = LoggerFactory.getLogger(FolderNames.class);

  private FolderNames() {}

  /** Of a folder that is gone or no folder nothing is selected. */
  static void select(Folders folders, String path, Selection selection) throws IOException {
    try (HeldFolder held = folders.open(path)) {
      collect(held.folder(), List.of(), selection);
    } catch (NoSuchFileException gone) {
      LOG.debug("gone while it was listed: {}", path);
    } catch (StorageAccessDeniedException e) {
      LOG.warn("Left out of a listing: {}", e.getMessage());
    }
  }

  private static void collect(Folder folder, List<String> parts, Selection selection)
      throws IOException {
    try (DirectoryStream<Path> children = folder.children()) {
      for (Path child : children) {
        String name = Paths.name(child);
        if (Names.isPart(name)) {
          collectPart(folder, name, parts, selection);
        } else if (!Names.isTemporary(name)) {
          collectName(name, parts, selection);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void collectPart(
      Folder folder, String name, List<String> parts, Selection selection) throws IOException {
    try (Folder part = folder.enter(name)) {
      collect(part, joined(parts, Names.withoutMark(name)), selection);
    } catch (NoSuchFileException gone) {
      LOG.debug("gone while it was listed: {}", name);
    } catch (StorageAccessDeniedException e) {
      LOG.warn("Left out of a listing: {}", e.getMessage());
    }
  }

  private static void collectName(String name, List<String> parts, Selection selection) {
    boolean isFolder = Names.isFolder(name);
    String last = isFolder ? Names.withoutMark(name) : name;
    String segment = SegmentCodec.decode(joined(parts, last));
    if (segment != null) {
      selection.add(isFolder ? segment + '/' : segment);
    }
  }

  private static List<String> joined(List<String> parts, String last) {
    if (parts.isEmpty()) {
      return List.of(last);
    }
    List<String> all = new ArrayList<>(parts);
    all.add(last);
    return all;
  }
}
