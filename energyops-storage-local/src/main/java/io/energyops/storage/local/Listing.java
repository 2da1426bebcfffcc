package io.energyops.storage.local;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageDamagedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks the folders in key order, only where the page's keys can be. One instance per page. */
final class Listing {

  private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

  private final Folders folders;
  private final ListRequest request;
  private final @Nullable String after;
  private final List<StoredObject> found = new ArrayList<>();

  Listing(Folders folders, ListRequest request) {
    this.folders = folders;
    this.request = request;
    this.after = request.continuation().map(Continuation::decode).orElse(null);
  }

  /** One object more than asked for tells whether there is a next page. */
  ListPage page() throws IOException {
    walk(folders.root(), "");
    if (found.size() <= request.limit()) {
      return ListPage.of(found, null);
    }
    List<StoredObject> page = found.subList(0, request.limit());
    return ListPage.of(page, Continuation.encode(page.get(page.size() - 1).key()));
  }

  private void walk(Path folder, String path) throws IOException {
    for (FolderEntries.Entry entry : FolderEntries.of(folder)) {
      if (found.size() > request.limit()) {
        return;
      }
      String text = path + entry.text();
      if (entry.isFolder()) {
        if (mayHoldMore(text)) {
          walk(entry.path(), text);
        }
      } else if (text.startsWith(request.prefix()) && isBehind(text)) {
        add(text, entry.path());
      }
    }
  }

  private boolean mayHoldMore(String path) {
    boolean onTheWay = path.startsWith(request.prefix()) || request.prefix().startsWith(path);
    return onTheWay && (after == null || after.startsWith(path) || isBehind(path));
  }

  private boolean isBehind(String text) {
    return after == null || StorageKey.utf8Order().compare(text, after) > 0;
  }

  private void add(String text, Path file) throws IOException {
    try (OpenObject object = OpenObject.at(folders, StorageKey.of(text), file)) {
      found.add(object.describe());
    } catch (NoSuchFileException | InvalidKeyException notThere) {
      LOG.debug("left out of a listing: {}", file);
    } catch (StorageDamagedException | StorageAccessDeniedException e) {
      LOG.warn("An unusable file was left out of a listing: {}", e.getMessage());
    }
  }
}
