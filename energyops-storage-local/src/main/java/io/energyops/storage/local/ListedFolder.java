package io.energyops.storage.local;

import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One folder on the way of a listing, read in windows so that its size does not matter. */
final class ListedFolder {

  private final String text;
  private final String path;
  private final String prefix;
  private List<String> names = List.of();
  private int next;
  private boolean complete;
  private @Nullable String behind;

  /**
   * @param text what all its keys start with
   * @param prefix what the names must start with
   * @param behind the name that was the last before, or null
   */
  ListedFolder(String text, String path, String prefix, @Nullable String behind) {
    this.text = text;
    this.path = path;
    this.prefix = prefix;
    this.behind = behind;
  }

  String text() {
    return text;
  }

  String path() {
    return path;
  }

  int size() {
    return names.size();
  }

  /** Returns the next name in key order, or null at the end. */
  @Nullable String next(Folders folders, IntSupplier window) throws IOException {
    if (next == names.size()) {
      if (complete) {
        return null;
      }
      Selection selection = new Selection(window.getAsInt(), prefix, behind);
      FolderNames.select(folders, path, selection);
      names = selection.first();
      complete = !selection.isCut();
      next = 0;
      if (names.isEmpty()) {
        return null;
      }
      behind = names.get(names.size() - 1);
    }
    return names.get(next++);
  }

  /** Has the last name given once more. */
  void back() {
    next--;
  }
}
