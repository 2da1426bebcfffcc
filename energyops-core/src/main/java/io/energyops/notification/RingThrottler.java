package io.energyops.notification;

import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A ring of allowed times per execution, confined to one lock. */
final class RingThrottler implements NotificationThrottler {

  private static final float LOAD_FACTOR = 0.75f;

  private final ThrottleSettings settings;
  private final long windowNanos;
  private final LongSupplier nanoTicker;

  /** Guards every field below. The ticker is read under it, so times never run backwards. */
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of the last message, so that the eldest is the one silent for longest. */
  private final Map<ExecutionId, AllowedRing> rings = new LinkedHashMap<>(16, LOAD_FACTOR, true);

  /** In the order of the first message held back, so that what is due comes first. */
  private final Map<ExecutionId, HeldBack> heldBack = new LinkedHashMap<>();

  private @Nullable HeldBack unclaimed;
  private long allowed;
  private long drained;
  private long pending;

  RingThrottler(ThrottleSettings settings, LongSupplier nanoTicker) {
    this.settings = settings;
    this.windowNanos = settings.window().toNanos();
    this.nanoTicker = nanoTicker;
  }

  @Override
  public boolean shouldCreateNotification(ExecutionId id, String message) {
    String fingerprint = ErrorLine.fingerprint(message);
    lock.lock();
    try {
      long now = nanoTicker.getAsLong();
      if (ring(id).tryAllow(now, windowNanos)) {
        allowed++;
        return true;
      }
      heldBack.computeIfAbsent(id, key -> new HeldBack(now)).add(fingerprint, message, now);
      pending++;
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Digest> drainDigest(ExecutionId id) {
    lock.lock();
    try {
      return drained(heldBack.remove(id));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ExecutionId> dueDigests() {
    lock.lock();
    try {
      long now = nanoTicker.getAsLong();
      List<ExecutionId> due = new ArrayList<>();
      for (Map.Entry<ExecutionId, HeldBack> entry : heldBack.entrySet()) {
        if (now - entry.getValue().firstNanos() < windowNanos) {
          break;
        }
        due.add(entry.getKey());
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forget(ExecutionId id) {
    lock.lock();
    try {
      rings.remove(id);
      disclaim(id);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Digest> drainUnclaimed() {
    lock.lock();
    try {
      HeldBack all = unclaimed;
      unclaimed = null;
      return drained(all);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ThrottleStats stats() {
    lock.lock();
    try {
      return new ThrottleStats(allowed, drained, pending, rings.size());
    } finally {
      lock.unlock();
    }
  }

  private AllowedRing ring(ExecutionId id) {
    AllowedRing ring = rings.get(id);
    if (ring == null) {
      if (rings.size() >= settings.maxExecutions()) {
        ExecutionId silentForLongest = rings.keySet().iterator().next();
        rings.remove(silentForLongest);
        disclaim(silentForLongest);
      }
      ring = new AllowedRing(settings.maxPerWindow());
      rings.put(id, ring);
    }
    return ring;
  }

  private void disclaim(ExecutionId id) {
    HeldBack left = heldBack.remove(id);
    if (left == null) {
      return;
    }
    if (unclaimed == null) {
      unclaimed = left;
    } else {
      unclaimed.addAll(left);
    }
  }

  private Optional<Digest> drained(@Nullable HeldBack taken) {
    if (taken == null) {
      return Optional.empty();
    }
    pending -= taken.total();
    drained += taken.total();
    return Optional.of(taken.digest());
  }
}
