package io.energyops.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts held-back messages by kind in bounded memory. Not thread-safe. */
final class HeldBack {

  private static final int MAX_KINDS = 16;

  private final Map<String, Digest.Entry> kinds = new LinkedHashMap<>();
  private long firstNanos;
  private long lastNanos;
  private long total;
  private long others;

  HeldBack(long firstNanos) {
    this.firstNanos = firstNanos;
    this.lastNanos = firstNanos;
  }

  void add(String fingerprint, String message, long nanos) {
    add(new Digest.Entry(fingerprint, 1, ErrorLine.message(message)));
    lastNanos = nanos;
  }

  void addAll(HeldBack other) {
    other.kinds.values().forEach(this::add);
    others += other.others;
    total += other.others;
    if (other.firstNanos - firstNanos < 0) {
      firstNanos = other.firstNanos;
    }
    if (other.lastNanos - lastNanos > 0) {
      lastNanos = other.lastNanos;
    }
  }

  private void add(Digest.Entry entry) {
    total += entry.count();
    Digest.Entry known = kinds.get(entry.fingerprint());
    if (known != null) {
      kinds.put(
          known.fingerprint(),
          new Digest.Entry(known.fingerprint(), known.count() + entry.count(), known.sample()));
    } else if (kinds.size() < MAX_KINDS) {
      kinds.put(entry.fingerprint(), entry);
    } else {
      others += entry.count();
    }
  }

  long total() {
    return total;
  }

  long firstNanos() {
    return firstNanos;
  }

  Digest digest() {
    List<Digest.Entry> entries = new ArrayList<>(kinds.values());
    return new Digest(total, entries, others, Duration.ofNanos(lastNanos - firstNanos));
  }
}
