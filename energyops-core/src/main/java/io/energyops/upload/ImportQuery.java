package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Which imports are listed, the newest first.
 *
 * @param dataset imports of this dataset only, or null for all
 * @param after key of the page before, or null for the first page
 * @param limit most imports of a page, 1 to 1000
 */
public record ImportQuery(@Nullable Dataset<?> dataset, @Nullable String after, int limit) {

  private static final int MAX_LIMIT = 1000;

  /**
   * Checks the values.
   *
   * @param dataset imports of this dataset only, or null
   * @param after key of the page before, or null
   * @param limit most imports of a page
   * @throws InvalidArgumentException when the limit is out of range
   */
  public ImportQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "limit must be between 1 and " + MAX_LIMIT + ", but is " + limit);
    }
  }

  /**
   * Lists all imports, 100 a page.
   *
   * @return the query for the first page
   */
  public static ImportQuery all() {
    return new ImportQuery(null, null, 100);
  }

  /**
   * Lists imports of one dataset only.
   *
   * @param only the dataset
   * @return the copy
   */
  public ImportQuery of(Dataset<?> only) {
    return new ImportQuery(only, after, limit);
  }

  /**
   * Continues a list.
   *
   * @param key {@link io.energyops.database.Page#nextKey()} of the page before
   * @return the copy
   */
  public ImportQuery after(@Nullable String key) {
    return new ImportQuery(dataset, key, limit);
  }

  /**
   * Bounds a page.
   *
   * @param most 1 to 1000
   * @return the copy
   */
  public ImportQuery limit(int most) {
    return new ImportQuery(dataset, after, most);
  }
}
