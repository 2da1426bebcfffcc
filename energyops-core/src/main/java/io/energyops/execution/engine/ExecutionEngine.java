package io.energyops.execution.engine;

import io.energyops.run.TerminationReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs programs somewhere and answers questions about them. The registry in the database decides
 * what became of an execution; an engine only submits, observes and ends.
 *
 * <p>Every call but {@link #capabilities()} and {@link #close()} may be repeated with the same
 * arguments and then has no second effect, also by another JVM: answers get lost. No call waits for
 * a run. Thread-safe.
 */
public interface ExecutionEngine extends AutoCloseable {

  /**
   * Says what this engine is.
   *
   * @return the same at each call; asks nobody
   */
  EngineCapabilities capabilities();

  /**
   * Takes a run.
   *
   * @param key names the run; a known key gives the handle of the run that is there already
   * @param launch what to run
   * @return the run's handle
   * @throws EngineUnansweredException when it is not known whether the run was taken: repeat it
   * @throws EngineRefusedException when it will never be run; nothing was started
   */
  Handle submit(RunKey key, Launch launch) throws EngineUnansweredException, EngineRefusedException;

  /**
   * Finds runs again after a restart.
   *
   * @param owner who submitted them
   * @param key one run, or all of the owner that were not released
   * @return what the engine knows, the oldest first; a run may be in it more than once where the
   *     engine took it twice
   * @throws EngineUnansweredException when there was no answer: repeat it
   */
  List<Handle> find(String owner, Optional<RunKey> key) throws EngineUnansweredException;

  /**
   * Looks at a run. When the answer is {@link Observation.State#ENDED}, the whole output can be
   * read.
   *
   * @param handle the run
   * @return what the engine knows at this moment, possibly a little late
   * @throws EngineUnansweredException when there was no answer: repeat it
   */
  Observation observe(Handle handle) throws EngineUnansweredException;

  /**
   * Reads the spool, whose frames are described by {@link io.energyops.process.FrameDecoder}.
   *
   * @param handle the run
   * @param offset where to begin, 0 or more
   * @param max how many bytes at most, 1 or more
   * @return what is there by now, possibly nothing
   * @throws EngineUnansweredException when there was no answer: repeat it
   */
  Chunk read(Handle handle, long offset, int max) throws EngineUnansweredException;

  /**
   * Begins to end a run and everything that it started: TERM, the grace, then KILL. The first
   * reason and the shorter grace count. Without effect on a run that has ended.
   *
   * @param handle the run
   * @param reason what the supervisor's record shall name
   * @param grace time between TERM and KILL, zero or more
   * @throws EngineUnansweredException when it is not known whether it was heard: repeat it
   */
  void terminate(Handle handle, TerminationReason reason, Duration grace)
      throws EngineUnansweredException;

  /**
   * Shows a run that its owner lives, where the engine asks for that. Called in time by the owner.
   *
   * @param handle the run
   * @throws EngineUnansweredException when there was no answer; the next call comes anyway
   */
  default void renewLease(Handle handle) throws EngineUnansweredException {}

  /**
   * Looks whether a process of the run is left.
   *
   * @param handle the run
   * @return what can be said; never concluded from the run's state
   * @throws EngineUnansweredException when there was no answer: repeat it
   */
  Absence absence(Handle handle) throws EngineUnansweredException;

  /**
   * Lets go of a run whose verdict and output are stored: the engine may forget it. Afterwards it
   * is {@link Observation.State#GONE}.
   *
   * @param handle the run
   * @throws EngineUnansweredException when there was no answer: repeat it
   */
  void release(Handle handle) throws EngineUnansweredException;

  /** Lets go of connections and threads, and of no run. Idempotent. */
  @Override
  void close();
}
