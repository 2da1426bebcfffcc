package io.energyops.upload;

import io.energyops.identity.IdSource;
import java.util.UUID;

/**
 * Gives the rows of one import ids that rise in the order of the file, also when the clock behind
 * the source steps back. Not thread-safe.
 */
final class RowIds {

  private final IdSource source;
  private String last;

  /** Begins after an id of the same source. */
  RowIds(IdSource source, String after) {
    this.source = source;
    this.last = after;
  }

  String next() {
    String next = source.next();
    last = next.compareTo(last) > 0 ? next : successor(last);
    return last;
  }

  private static String successor(String id) {
    UUID uuid = UUID.fromString(id);
    return new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits() + 1).toString();
  }
}
