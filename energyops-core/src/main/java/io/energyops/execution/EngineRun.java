package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.EngineVerdict;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Observation;
import io.energyops.process.FrameSource;
import io.energyops.process.Watched;
import io.energyops.run.TerminationReason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an engine, with what must be repeated until the engine has heard it. Calls may come
 * from several threads; looks come from one at a time.
 */
final class EngineRun implements Watched<Observation.Start, EngineVerdict> {

  private static final Logger LOG = LoggerFactory.getLogger(EngineRun.class);

  /** An order to end that the engine may not have heard. */
  private record Order(TerminationReason reason, Duration grace) {}

  private final ExecutionEngine engine;
  private final Handle handle;
  private final Duration patience;
  private final Clock clock;
  private final LongSupplier nanoTicker;
  private final Consumer<Boolean> reachable;
  private final LongConsumer lostBytes;
  private volatile @Nullable Order order;
  private boolean lost;
  private long lostSince;

  /**
   * Makes the run; calls nobody.
   *
   * @param patience how long a run may be unknown to its engine before it counts as ended
   * @param reachable is told when the run is lost from sight (false) and seen again (true)
   * @param lostBytes is told of output that is gone
   */
  EngineRun(
      ExecutionEngine engine,
      Handle handle,
      Duration patience,
      Clock clock,
      LongSupplier nanoTicker,
      Consumer<Boolean> reachable,
      LongConsumer lostBytes) {
    this.engine = engine;
    this.handle = handle;
    this.patience = patience;
    this.clock = clock;
    this.nanoTicker = nanoTicker;
    this.reachable = reachable;
    this.lostBytes = lostBytes;
  }

  ExecutionEngine engine() {
    return engine;
  }

  Handle handle() {
    return handle;
  }

  /** Tries at once, and again at each look until the engine has heard it. */
  void terminate(TerminationReason reason, Duration grace) {
    Order before = order;
    order =
        before == null
            ? new Order(reason, grace)
            : new Order(
                before.reason(), before.grace().compareTo(grace) < 0 ? before.grace() : grace);
    deliverOrder();
  }

  @Override
  public Look<Observation.Start, EngineVerdict> look() {
    deliverOrder();
    Observation seen;
    try {
      seen = engine.observe(handle);
    } catch (EngineUnansweredException e) {
      throw EngineSpool.unanswered(e);
    }
    return new Look<>(seen.start(), end(seen));
  }

  @Override
  public void touchLease() {
    try {
      engine.renewLease(handle);
    } catch (EngineUnansweredException e) {
      throw EngineSpool.unanswered(e);
    }
  }

  @Override
  public FrameSource spool(long fromOffset) {
    return new EngineSpool(engine, handle, fromOffset, lostBytes);
  }

  @Override
  public String label() {
    return handle.engine() + ":" + handle.reference();
  }

  Absence absence() {
    try {
      return engine.absence(handle);
    } catch (EngineUnansweredException e) {
      throw EngineSpool.unanswered(e);
    }
  }

  /** The verdict is stored, so what the engine still keeps is only litter. False: ask again. */
  boolean release() {
    try {
      engine.release(handle);
      return true;
    } catch (EngineUnansweredException | EnergyOpsException e) {
      LOG.debug("Run {} could not be released yet", label(), e);
      return false;
    }
  }

  private Optional<EngineVerdict> end(Observation seen) {
    boolean unknown =
        seen.state() == Observation.State.LOST || seen.state() == Observation.State.GONE;
    if (unknown && !lost) {
      lost = true;
      lostSince = nanoTicker.getAsLong();
      reachable.accept(false);
    } else if (!unknown && lost) {
      lost = false;
      reachable.accept(true);
    }
    if (unknown && nanoTicker.getAsLong() - lostSince >= patience.toNanos()) {
      return Optional.of(
          EngineVerdict.of(
                  TerminationReason.SUPERVISOR_LOST, EngineVerdict.Source.INFERRED, clock.instant())
              .message(
                  "the engine '"
                      + handle.engine()
                      + "' knows nothing of the run any more, and by its lease it has ended")
              .evidence(seen.toString())
              .build());
    }
    return seen.verdict();
  }

  private void deliverOrder() {
    Order wanted = order;
    if (wanted == null) {
      return;
    }
    try {
      engine.terminate(handle, wanted.reason(), wanted.grace());
      if (wanted.equals(order)) {
        order = null;
      }
    } catch (EngineUnansweredException | EnergyOpsException e) {
      LOG.warn("The end of run {} was not heard yet; it is asked for again", label(), e);
    }
  }
}
