package io.energyops.storage.conformance;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what became of the behaviours of one backend. Thread-safe. */
final class Tally {

  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<String> skipped = new CopyOnWriteArrayList<>();

  void passed() {
    passed.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  void skipped(Behaviour behaviour, String reason) {
    skipped.add(System.lineSeparator() + "  skipped: " + behaviour + ": " + reason);
  }

  String summary(String backend) {
    int all = passed.get() + failed.get() + skipped.size();
    return "Storage conformance of %s: %d behaviours, %d passed, %d failed, %d skipped%s"
        .formatted(
            backend, all, passed.get(), failed.get(), skipped.size(), String.join("", skipped));
  }
}
