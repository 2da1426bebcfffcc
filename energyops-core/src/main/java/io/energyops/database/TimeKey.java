package io.energyops.database;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Place in a list that is ordered by time, with the id for rows of one moment.
 *
 * @param time the row's time
 * @param id the row's id
 */
@Internal
public record TimeKey(Instant time, String id) {

  /**
   * Reads a key that a client sent back.
   *
   * @param text what {@link #toString} gave
   * @return the key
   * @throws InvalidArgumentException when it is none
   */
  public static TimeKey parse(String text) {
    int separator = text.indexOf('/');
    if (separator > 0) {
      try {
        return new TimeKey(
            Instant.parse(text.substring(0, separator)), text.substring(separator + 1));
      } catch (DateTimeException e) {
        throw malformed(e);
      }
    }
    throw malformed(null);
  }

  /**
   * Returns the key as text for a client.
   *
   * @return the text that {@link #parse} reads
   */
  @Override
  public String toString() {
    return time + "/" + id;
  }

  private static InvalidArgumentException malformed(@Nullable DateTimeException cause) {
    return new InvalidArgumentException(
        ErrorCode.INVALID_ARGUMENT,
        "The page key is none that a list gave; begin without one, or pass on Page.nextKey",
        cause);
  }
}
