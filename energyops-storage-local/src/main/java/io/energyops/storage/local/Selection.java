package io.energyops.storage.local;

import io.energyops.storage.StorageKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the first names in key order out of any number, in memory for twice as many. */
final class Selection {

  private static final Comparator<String> ORDER = StorageKey.utf8Order();

  private final int limit;
  private final String prefix;
  private final @Nullable String behind;
  private final List<String> names = new ArrayList<>();
  private @Nullable String bound;

  Selection(int limit, String prefix, @Nullable String behind) {
    this.limit = limit;
    this.prefix = prefix;
    this.behind = behind;
  }

  void add(String name) {
    boolean wanted =
        name.startsWith(prefix)
            && (behind == null || ORDER.compare(name, behind) > 0)
            && (bound == null || ORDER.compare(name, bound) < 0);
    if (wanted) {
      names.add(name);
      if (names.size() == 2 * limit) {
        cut();
      }
    }
  }

  /** Sorted, each once: a folder that changes while it is read may show a name twice. */
  List<String> first() {
    cut();
    return List.copyOf(names);
  }

  /** Tells whether names were left out that go behind the first. */
  boolean isCut() {
    return bound != null;
  }

  private void cut() {
    names.sort(ORDER);
    int kept = 0;
    for (String name : names) {
      if (kept == 0 || !name.equals(names.get(kept - 1))) {
        names.set(kept++, name);
      }
    }
    if (kept > limit) {
      kept = limit;
      bound = names.get(limit - 1);
    }
    names.subList(kept, names.size()).clear();
  }
}
