package io.energyops.storage.conformance;

import io.energyops.storage.ByteRange;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Backends that take the end of the work or an interrupted thread the wrong way. */
final class LifeFaults {

  private LifeFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "answers after the close",
            "closed-save closed-open closed-stat closed-delete closed-list closed-bulk closed-simple",
            NeverClosed::new),
        Fault.of(
            "looks for the object before it sees that it was closed",
            "closed-missing",
            LateClosed::new),
        Fault.of("fails at the second close", "close-twice", ClosedOnce::new),
        Fault.of("waits for nothing at the close", "close-under-write", Abrupt::new),
        Fault.of("says after the close that it works", "health-closed", AlwaysUp::new),
        Fault.of("says that it is down", "health-up", AlwaysDown::new),
        Fault.of("leaves the object of its health check", "health-no-trace", Tracing::new),
        Fault.of("swallows the interruption of a write", "interrupt-save", Swallowing::new),
        Fault.of("stays unusable after an interruption", "interrupt-stat", Spoiled::new),
        Fault.of("calls an interruption unavailable", "interrupt-list", Misnaming::new),
        Fault.of(
            "stores half of a write that was interrupted", "interrupt-mid-write", Halving::new));
  }

  private static final class NeverClosed extends Forwarding {
    NeverClosed(StorageBackend real) {
      super(real);
    }

    @Override
    public void close() {}
  }

  private static final class LateClosed extends Forwarding {

    private volatile boolean closed;

    LateClosed(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredContent content = real.open(key, range);
      if (closed) {
        throw new StorageClosedException("late");
      }
      return content;
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      Optional<StoredObject> object = real.stat(key);
      if (object.isPresent() && closed) {
        throw new StorageClosedException("late");
      }
      return object;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class ClosedOnce extends Forwarding {

    private boolean closed;

    ClosedOnce(StorageBackend real) {
      super(real);
    }

    @Override
    public void close() {
      real.close();
      if (closed) {
        throw new StorageClosedException("once");
      }
      closed = true;
    }
  }

  private static final class Abrupt extends Forwarding {

    private volatile boolean closed;

    Abrupt(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      StoredObject stored = super.save(key, source, condition);
      if (closed) {
        real.delete(key);
      }
      return stored;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      if (closed) {
        throw new StorageClosedException("abrupt");
      }
      return super.stat(key);
    }
  }

  private static final class AlwaysUp extends Forwarding {
    AlwaysUp(StorageBackend real) {
      super(real);
    }

    @Override
    public HealthState health() {
      return HealthState.up("always");
    }
  }

  private static final class AlwaysDown extends Forwarding {
    AlwaysDown(StorageBackend real) {
      super(real);
    }

    @Override
    public HealthState health() {
      return HealthState.down("always");
    }
  }

  private static final class Tracing extends Forwarding {
    Tracing(StorageBackend real) {
      super(real);
    }

    @Override
    public HealthState health() {
      HealthState state = real.health();
      if (state.level() == HealthState.Level.UP) {
        real.save("health-check", new byte[1]);
      }
      return state;
    }
  }

  private static final class Swallowing extends Forwarding {
    Swallowing(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      Thread.interrupted();
      return super.save(key, source, condition);
    }
  }

  private static final class Spoiled extends Forwarding {

    private volatile boolean spoiled;

    Spoiled(StorageBackend real) {
      super(real);
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      if (spoiled) {
        throw new StorageUnavailableException("The channel was closed", null, null);
      }
      spoiled = Thread.currentThread().isInterrupted();
      return super.stat(key);
    }
  }

  private static final class Misnaming extends Forwarding {
    Misnaming(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      if (Thread.currentThread().isInterrupted()) {
        throw new StorageUnavailableException("null", null, null);
      }
      return super.list(request);
    }
  }

  private static final class Halving extends Forwarding {
    Halving(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      StoredObject stored = super.save(key, source, condition);
      if (Thread.currentThread().isInterrupted()) {
        byte[] whole = real.read(key.value());
        return super.save(key, ObjectSource.of(Arrays.copyOf(whole, whole.length / 2)));
      }
      return stored;
    }
  }
}
