package io.energyops.storage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one page of a listing. A prefix is no folder: {@code run/1} matches {@code run/10/x}
 * too, so whoever means a folder ends the prefix with a slash.
 *
 * @param prefix what the keys start with; empty means all
 * @param limit how many objects at most, 1 to {@link #MAX_LIMIT}
 * @param continuation {@link ListPage#continuation()} of the page before, or empty for the first
 */
public record ListRequest(String prefix, int limit, Optional<String> continuation) {

  /** The largest page. */
  public static final int MAX_LIMIT = 1000;

  /**
   * Checks the request.
   *
   * @param prefix what the keys start with
   * @param limit how many objects at most
   * @param continuation of the page before, or empty
   * @throws InvalidKeyException when no key can start so
   * @throws IllegalArgumentException when the limit is out of range
   */
  public ListRequest {
    KeyRules.checkPrefix(prefix);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "A page holds 1 to " + MAX_LIMIT + " objects, not " + limit);
    }
  }

  /**
   * Asks for the first page of the usual size.
   *
   * @param prefix what the keys start with; empty means all
   * @return the request
   */
  public static ListRequest of(String prefix) {
    return new ListRequest(prefix, MAX_LIMIT, Optional.empty());
  }

  /**
   * Returns the same request with another page size.
   *
   * @param newLimit how many objects at most
   * @return the request
   */
  public ListRequest withLimit(int newLimit) {
    return new ListRequest(prefix, newLimit, continuation);
  }

  /**
   * Returns the request for the page behind a continuation.
   *
   * @param newContinuation {@link ListPage#continuation()} of the page before; null asks for the
   *     first
   * @return the request
   */
  public ListRequest after(@Nullable String newContinuation) {
    return new ListRequest(prefix, limit, Optional.ofNullable(newContinuation));
  }
}
