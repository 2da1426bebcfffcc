package io.energyops.notification;

import java.time.Duration;
import java.util.List;

/** What a throttler held back, by kind. Immutable. */
public final class Digest {

  private final long heldBack;
  private final List<Entry> entries;
  private final long others;
  private final Duration span;

  Digest(long heldBack, List<Entry> entries, long others, Duration span) {
    this.heldBack = heldBack;
    this.entries = List.copyOf(entries);
    this.others = others;
    this.span = span;
  }

  /**
   * Returns how many messages were held back.
   *
   * @return at least 1: the sum of all entries and {@link #others()}
   */
  public long heldBack() {
    return heldBack;
  }

  /**
   * Returns the kinds that were told apart.
   *
   * @return at most 16, in the order of their first message
   */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * Returns how many messages were of further kinds.
   *
   * @return the count of the overflow bucket
   */
  public long others() {
    return others;
  }

  /**
   * Returns the time from the first to the last message that was held back.
   *
   * @return the time, zero for a single message
   */
  public Duration span() {
    return span;
  }

  /**
   * Says it in one sentence for a notification.
   *
   * @return at most 200 characters, such as {@code 500 more in 37 s: Timeout 480, generic 20}
   */
  public String summary() {
    StringBuilder text = new StringBuilder(80);
    text.append(heldBack).append(" more in ").append(span.toSeconds()).append(" s: ");
    String separator = "";
    for (Entry entry : entries) {
      text.append(separator).append(entry.fingerprint()).append(' ').append(entry.count());
      separator = ", ";
    }
    if (others > 0) {
      text.append(separator).append("others ").append(others);
    }
    return ErrorLine.message(text.toString());
  }

  /**
   * The messages of one kind.
   *
   * @param fingerprint what they have in common
   * @param count how many there were
   * @param sample the first of them, at most 200 characters
   */
  public record Entry(String fingerprint, long count, String sample) {}
}
