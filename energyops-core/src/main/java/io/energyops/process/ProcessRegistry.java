package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.run.ExecutionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this JVM follows, by id. Thread-safe. */
@Internal
public final class ProcessRegistry implements AutoCloseable {

  private final Map<ExecutionId, RunHandle> handles = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Creates an empty registry. */
  public ProcessRegistry() {}

  /**
   * Adds a run.
   *
   * @param id the run
   * @param handle how to reach it
   * @return false when the run has a handle already
   */
  public boolean add(ExecutionId id, RunHandle handle) {
    boolean added = handles.putIfAbsent(id, handle) == null;
    if (closed) {
      close();
    }
    return added;
  }

  /**
   * Removes a run that has ended.
   *
   * @param id the run
   * @param handle its handle
   */
  public void remove(ExecutionId id, RunHandle handle) {
    handles.remove(id, handle);
  }

  /**
   * Finds a run.
   *
   * @param id the run
   * @return its handle, empty when this JVM does not follow it
   */
  public Optional<RunHandle> find(ExecutionId id) {
    return Optional.ofNullable(handles.get(id));
  }

  /** Lets go of every run: nobody waits for this JVM to see its end any more. Idempotent. */
  @Override
  public void close() {
    closed = true;
    for (ExecutionId id : ids()) {
      RunHandle handle = handles.remove(id);
      if (handle != null) {
        handle.detach();
      }
    }
  }

  /**
   * Returns the runs.
   *
   * @return a snapshot
   */
  public Set<ExecutionId> ids() {
    return Set.copyOf(handles.keySet());
  }
}
