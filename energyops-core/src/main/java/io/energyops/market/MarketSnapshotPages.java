package io.energyops.market;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks through pages of records, one page in memory. Not thread-safe. */
final class MarketSnapshotPages implements Iterator<MarketSnapshotRecord> {

  private final Function<@Nullable StoredSnapshot, List<StoredSnapshot>> pageAfter;
  private Iterator<StoredSnapshot> page;
  private @Nullable StoredSnapshot last;

  /**
   * Begins with the first page.
   *
   * @param pageAfter gives the page after a record, after null the first; an empty one ends it
   */
  MarketSnapshotPages(Function<@Nullable StoredSnapshot, List<StoredSnapshot>> pageAfter) {
    this.pageAfter = pageAfter;
    this.page = pageAfter.apply(null).iterator();
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && last != null) {
      page = pageAfter.apply(last).iterator();
      last = null;
    }
    return page.hasNext();
  }

  @Override
  public MarketSnapshotRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    StoredSnapshot next = page.next();
    last = next;
    return next.record();
  }
}
