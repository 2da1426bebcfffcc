package io.energyops.removal;

import io.energyops.annotation.Internal;
import java.util.ArrayList;
import java.util.List;

/** What became of files that were to be removed. Immutable. */
@Internal
public final class RemovalReport {

  private static final int LISTED = 100;

  private final long removed;
  private final long missing;
  private final long failed;
  private final List<String> failedKeys;

  private RemovalReport(Builder builder) {
    removed = builder.removed;
    missing = builder.missing;
    failed = builder.failed;
    failedKeys = List.copyOf(builder.failedKeys);
  }

  /**
   * Returns how many files were there and are gone.
   *
   * @return the count
   */
  public long removed() {
    return removed;
  }

  /**
   * Returns how many files were gone already, which counts as done.
   *
   * @return the count
   */
  public long missing() {
    return missing;
  }

  /**
   * Returns how many files could not be removed; they are tried again.
   *
   * @return the count
   */
  public long failed() {
    return failed;
  }

  /**
   * Returns the keys that could not be removed.
   *
   * @return the first 100
   */
  public List<String> failedKeys() {
    return failedKeys;
  }

  @Override
  public String toString() {
    return "RemovalReport[removed=" + removed + ", missing=" + missing + ", failed=" + failed + "]";
  }

  /** Counts outcomes. Not thread-safe. */
  static final class Builder {

    private final List<String> failedKeys = new ArrayList<>();
    private long removed;
    private long missing;
    private long failed;

    void gone(boolean wasThere) {
      if (wasThere) {
        removed++;
      } else {
        missing++;
      }
    }

    void failed(String key) {
      failed++;
      if (failedKeys.size() < LISTED) {
        failedKeys.add(key);
      }
    }

    RemovalReport build() {
      return new RemovalReport(this);
    }
  }
}
