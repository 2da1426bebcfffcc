package io.energyops.identity;

import com.github.f4b6a3.uuid.UuidCreator;
import io.energyops.annotation.Internal;

/** Gives new ids. Implementations are thread-safe. */
@Internal
@FunctionalInterface
public interface IdSource {

  /**
   * Returns a new id.
   *
   * @return an id that was not given before
   */
  String next();

  /**
   * Ids that sort by time of creation (UUID version 7, RFC 9562), so that inserts stay at the end
   * of an index.
   *
   * @return the default source
   */
  static IdSource timeOrdered() {
    return () -> UuidCreator.getTimeOrderedEpoch().toString();
  }
}
