package io.energyops.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wall clock that stands still until a test moves it, backwards too, as wall clocks do. Views
 * with another zone or step share its time. Thread-safe.
 */
public final class FakeClock extends Clock {

  private final AtomicReference<Instant> now;
  private final ZoneId zone;
  private final Duration step;

  private FakeClock(AtomicReference<Instant> now, ZoneId zone, Duration step) {
    this.now = now;
    this.zone = Objects.requireNonNull(zone, "zone");
    this.step = Objects.requireNonNull(step, "step");
  }

  /**
   * Makes a clock in UTC.
   *
   * @param start the time that it shows
   * @return the clock
   */
  public static FakeClock at(Instant start) {
    Objects.requireNonNull(start, "start");
    return new FakeClock(new AtomicReference<>(start), ZoneOffset.UTC, Duration.ZERO);
  }

  /**
   * Returns a view of this clock that moves it after each look, so that two looks never give the
   * same time.
   *
   * @param value how far, zero to stand still
   * @return the view
   */
  public FakeClock withStep(Duration value) {
    return new FakeClock(now, zone, value);
  }

  /**
   * Moves the clock.
   *
   * @param amount how far; negative to go back
   */
  public void advance(Duration amount) {
    now.updateAndGet(time -> time.plus(amount));
  }

  /**
   * Sets the clock.
   *
   * @param time what it shows from now on
   */
  public void set(Instant time) {
    now.set(Objects.requireNonNull(time, "time"));
  }

  @Override
  public Instant instant() {
    return now.getAndUpdate(time -> time.plus(step));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public FakeClock withZone(ZoneId value) {
    return new FakeClock(now, value, step);
  }

  @Override
  public String toString() {
    return "FakeClock[" + now.get() + ", " + zone + "]";
  }
}
