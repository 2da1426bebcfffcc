package io.energyops.execution;

import io.energyops.execution.engine.Absence;
import io.energyops.execution.engine.Chunk;
import io.energyops.execution.engine.EngineCapabilities;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.execution.engine.Launch;
import io.energyops.execution.engine.Observation;
import io.energyops.execution.engine.RunKey;
import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An engine on the other side of a bad line: requests get lost before they are carried out and
 * answers afterwards, and a submission whose answer was lost may be carried out twice.
 */
final class FakeRemoteEngine implements ExecutionEngine {

  static final String NAME = "remote";

  private final FakeCluster cluster;
  private final Random random;
  private final int lossPercent;
  private final AtomicBoolean silent = new AtomicBoolean();
  private final AtomicBoolean submitTwice = new AtomicBoolean();
  private final AtomicInteger lost = new AtomicInteger();

  FakeRemoteEngine(FakeCluster cluster, long seed, int lossPercent) {
    this.cluster = cluster;
    this.random = new Random(seed);
    this.lossPercent = lossPercent;
  }

  /** Nothing comes through while this is true. */
  void silent(boolean value) {
    silent.set(value);
  }

  /** The next submission is carried out twice. */
  void submitTwice() {
    submitTwice.set(true);
  }

  int lost() {
    return lost.get();
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities(NAME, true, Duration.ofMillis(20));
  }

  @Override
  public Handle submit(RunKey key, Launch launch) throws EngineUnansweredException {
    return call(
        "submit",
        () -> {
          List<Handle> known = cluster.find(key.owner(), Optional.of(key));
          if (!known.isEmpty()) {
            return known.get(0);
          }
          Handle taken = cluster.take(key, launch);
          if (submitTwice.compareAndSet(true, false)) {
            cluster.take(key, launch);
          }
          return taken;
        });
  }

  @Override
  public List<Handle> find(String owner, Optional<RunKey> key) throws EngineUnansweredException {
    return call("find", () -> cluster.find(owner, key));
  }

  @Override
  public Observation observe(Handle handle) throws EngineUnansweredException {
    return call("observe", () -> cluster.observe(handle));
  }

  @Override
  public Chunk read(Handle handle, long offset, int max) throws EngineUnansweredException {
    return call("read", () -> cluster.read(handle, offset, max));
  }

  @Override
  public void terminate(Handle handle, TerminationReason reason, Duration grace)
      throws EngineUnansweredException {
    call(
        "terminate",
        () -> {
          cluster.terminate(handle, reason, grace);
          return "done";
        });
  }

  @Override
  public void renewLease(Handle handle) throws EngineUnansweredException {
    call(
        "renewLease",
        () -> {
          cluster.renew(handle);
          return "done";
        });
  }

  @Override
  public Absence absence(Handle handle) throws EngineUnansweredException {
    return call("absence", () -> cluster.absence(handle));
  }

  @Override
  public void release(Handle handle) throws EngineUnansweredException {
    call(
        "release",
        () -> {
          cluster.forget(handle);
          return "done";
        });
  }

  @Override
  public void close() {
    // The cluster goes on.
  }

  private <T> T call(String name, Supplier<T> request) throws EngineUnansweredException {
    if (silent.get() || lose()) {
      throw unanswered(name, "the request was lost");
    }
    T answer = request.get();
    if (lose()) {
      throw unanswered(name, "the answer was lost");
    }
    return answer;
  }

  private boolean lose() {
    return random.nextInt(100) < lossPercent;
  }

  private EngineUnansweredException unanswered(String name, String why) {
    lost.incrementAndGet();
    return new EngineUnansweredException(name + ": " + why, null);
  }
}
