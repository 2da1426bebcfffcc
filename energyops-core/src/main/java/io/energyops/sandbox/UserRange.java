package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.Map;

/**
 * User ids for sandboxes, of which each run takes one that nobody else on this host uses.
 *
 * @param first the smallest, at least 1000
 * @param count how many, at least 1: no more runs can be held by own users at once
 * @param folder where a lock for each is kept, shared by all that take from this range
 */
@Experimental
public record UserRange(int first, int count, Path folder) {

  /**
   * Ids that neither people nor systemd's dynamic users (61184 to 65519), containers (from 524288)
   * nor subordinate ids (100000 to 165535 and on) use by default; see "Users, Groups, UIDs and GIDs
   * on systemd Systems".
   */
  static final UserRange DEFAULT = new UserRange(70_000, 4096, Path.of("/run/energyops-users"));

  /**
   * Checks the range.
   *
   * @param first the smallest
   * @param count how many
   * @param folder where a lock for each is kept
   * @throws InvalidArgumentException when it is out of range
   */
  public UserRange {
    if (first < 1000 || count < 1) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Sandbox users must begin at 1000 or above and be at least one, but were "
              + first
              + " and "
              + count);
    }
  }

  Map<String, Object> toMap() {
    return Map.of("first", first, "count", count, "folder", folder.toString());
  }
}
