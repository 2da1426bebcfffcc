package io.energyops.script;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which scripts to list, newest first.
 *
 * @param status only those in this state, or null for all
 * @param after key of the page before, or null for the first page
 * @param limit at most this many, 1 to 1000
 */
public record ScriptQuery(@Nullable ScriptStatus status, @Nullable String after, int limit) {

  /**
   * Checks the limit.
   *
   * @param status only those in this state, or null
   * @param after key of the page before, or null
   * @param limit at most this many
   * @throws InvalidArgumentException when the limit is out of range
   */
  public ScriptQuery {
    if (limit < 1 || limit > 1000) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A page has 1 to 1000 scripts, not " + limit);
    }
  }

  /**
   * The newest 100 scripts.
   *
   * @return the query
   */
  public static ScriptQuery all() {
    return new ScriptQuery(null, null, 100);
  }

  /**
   * Begins after a page.
   *
   * @param key {@code nextKey} of the page before
   * @return a copy
   */
  public ScriptQuery after(Optional<String> key) {
    return new ScriptQuery(status, key.orElse(null), limit);
  }
}
