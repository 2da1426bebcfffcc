package io.energyops.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded part of a list that is read by key.
 *
 * @param items the items, in the list's order
 * @param nextKey what the next request begins after, or null when this is the last page
 * @param <T> type of the items
 */
public record Page<T>(List<T> items, @Nullable String nextKey) {

  /**
   * Copies the list.
   *
   * @param items the items
   * @param nextKey what the next request begins after, or null
   */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Returns what the next request begins after.
   *
   * @return a key, empty when this is the last page
   */
  public Optional<String> next() {
    return Optional.ofNullable(nextKey);
  }

  /**
   * Makes a page of one item more than was asked for.
   *
   * @param oneMore up to {@code limit + 1} items
   * @param limit how many were asked for
   * @param key gives an item's key
   * @param <T> type of the items
   * @return the page, with a next key when there was one item more
   */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> key) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, null);
    }
    List<T> items = oneMore.subList(0, limit);
    return new Page<>(items, key.apply(items.get(limit - 1)));
  }
}
