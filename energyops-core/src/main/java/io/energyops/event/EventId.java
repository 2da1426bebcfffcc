package io.energyops.event;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place of an event in the history of one hub.
 *
 * @param epoch the hub's life, new at each start: 1 to 64 ASCII letters, digits and hyphens
 * @param sequence number of the event in that life, from 1 on; 0 is the place before the first
 */
public record EventId(String epoch, long sequence) {

  private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{1,64}):([0-9]{1,18})");

  /**
   * Checks both parts.
   *
   * @param epoch the hub's life
   * @param sequence number of the event
   * @throws InvalidArgumentException when the epoch is malformed or the sequence negative
   */
  public EventId {
    if (!EPOCH.matcher(epoch).matches() || sequence < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An event id needs an epoch of 1 to 64 characters A-Z a-z 0-9 - and a sequence from 0 on");
    }
  }

  /**
   * Reads an id that a client sent back.
   *
   * @param text {@code epoch:sequence}
   * @return the id, empty when the text is none
   */
  public static Optional<EventId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * Returns the text that {@link #parse} reads.
   *
   * @return {@code epoch:sequence}
   */
  @Override
  public String toString() {
    return epoch + ":" + sequence;
  }
}
