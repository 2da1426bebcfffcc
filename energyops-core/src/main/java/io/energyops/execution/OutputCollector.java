package io.energyops.execution;

import io.energyops.run.ExecutionId;
import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stores what a run left in {@code outputs}. The folder is in the program's hands: every path
 * component is opened without following links, only regular files with one link are read, and
 * number and size are bounded.
 */
final class OutputCollector {

  static final int MAX_FILES = 1000;
  static final int MAX_DEPTH = 16;
  static final long MAX_TOTAL_BYTES = 1L << 30;

  private final StorageBackend storage;

  OutputCollector(StorageBackend storage) {
    this.storage = storage;
  }

  /**
   * What was stored, and a sentence for each thing that was not.
   *
   * @param artefacts what was stored
   * @param notes what was left out, and why
   */
  record Collected(List<Artefact> artefacts, List<String> notes) {}

  Collected collect(ExecutionId id, Path work) throws IOException {
    Walk walk = new Walk(id, work.resolve(RunFolders.OUTPUTS));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(work)) {
      if (!(stream instanceof SecureDirectoryStream<Path> top)) {
        throw new IOException("This file system offers no safe way to read a tree");
      }
      walk.enter(top, Path.of(RunFolders.OUTPUTS), "", 0);
    } catch (NoSuchFileException e) {
      walk.notes.add("outputs: the work folder is gone");
    }
    return new Collected(List.copyOf(walk.artefacts), List.copyOf(walk.notes));
  }

  private final class Walk {

    private final ExecutionId id;
    private final Path outputs;
    private final List<Artefact> artefacts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long totalBytes;

    Walk(ExecutionId id, Path outputs) {
      this.id = id;
      this.outputs = outputs;
    }

    void enter(SecureDirectoryStream<Path> parent, Path name, String prefix, int depth)
        throws IOException {
      try (SecureDirectoryStream<Path> folder =
          parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        List<Path> names = new ArrayList<>();
        for (Path path : folder) {
          names.add(path.getFileName());
        }
        names.sort(Path::compareTo);
        for (Path child : names) {
          visit(folder, child, prefix + child, depth);
        }
      } catch (NoSuchFileException e) {
        note(prefix.isEmpty() ? "outputs" : prefix, "it is gone");
      } catch (NotDirectoryException e) {
        note(prefix.isEmpty() ? "outputs" : prefix, "it is no folder");
      }
    }

    private void visit(SecureDirectoryStream<Path> folder, Path name, String shown, int depth)
        throws IOException {
      BasicFileAttributes attributes =
          folder
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (attributes.isDirectory()) {
        if (depth + 1 >= MAX_DEPTH) {
          note(shown, "folders are nested deeper than " + MAX_DEPTH);
        } else {
          enter(folder, name, shown + "/", depth + 1);
        }
      } else if (!attributes.isRegularFile()) {
        note(shown, "it is no regular file");
      } else if (links(shown) != 1) {
        note(shown, "it has more than one link");
      } else if (artefacts.size() >= MAX_FILES) {
        note(shown, "more than " + MAX_FILES + " files");
      } else if (totalBytes + attributes.size() > MAX_TOTAL_BYTES) {
        note(shown, "the outputs have more than " + MAX_TOTAL_BYTES + " bytes");
      } else {
        store(folder, name, shown, attributes.size());
      }
    }

    private int links(String shown) throws IOException {
      Object count =
          Files.getAttribute(outputs.resolve(shown), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      return count instanceof Integer number ? number : 0;
    }

    private void store(SecureDirectoryStream<Path> folder, Path name, String shown, long size) {
      StorageKey key;
      try {
        key = StorageKey.of("sandbox/executions/" + id.value() + "/outputs/" + shown);
      } catch (InvalidKeyException e) {
        note(shown, "its name cannot be a storage key");
        return;
      }
      StoredObject stored = storage.save(key, source(folder, name));
      totalBytes += size;
      artefacts.add(new Artefact(shown, key, stored.size(), stored.sha256().orElse(null)));
    }

    private ObjectSource source(SecureDirectoryStream<Path> folder, Path name) {
      return new ObjectSource() {
        @Override
        public InputStream open() throws IOException {
          return Channels.newInputStream(
              folder.newByteChannel(
                  name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
        }
      };
    }

    private void note(String shown, String why) {
      if (notes.size() < 20) {
        notes.add("outputs/" + shown + " was not stored: " + why);
      }
    }
  }
}
