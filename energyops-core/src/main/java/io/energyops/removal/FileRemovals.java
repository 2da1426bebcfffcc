package io.energyops.removal;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.Transaction;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.identity.IdSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files from storage, and only after the transaction that gave them up has committed. What
 * fails is tried again until the file is gone; a file that is not there counts as gone.
 *
 * <p>A file is never removed while a row still owns it, which rests on two rules for callers: a key
 * carries a fresh id and is never used again, and the removal of an owned file is requested in the
 * transaction that deletes the owner's row. Before a file is saved its removal is requested for
 * later, and cancelled in the transaction that makes the owner's row; a save that nobody owns in
 * the end is swept by itself.
 *
 * <p>Thread-safe; nodes that share the database share the work.
 */
@Internal
public final class FileRemovals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileRemovals.class);
  private static final int BATCH = 50;
  private static final int BATCHES_PER_RUN = 200;

  private final FileRemovalRepository repository = new FileRemovalRepository();
  private final Database database;
  private final StorageBackend storage;
  private final IdSource ids;
  private final String node;
  private final RemovalBackoff backoff;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable Future<?> running;

  /**
   * Creates the removals of a node, which run when they are called until {@link #start}.
   *
   * @param database where requests are kept
   * @param storage where the files are; stays the caller's
   * @param ids gives ids of requests
   * @param node id of this node, written to what it works on
   * @param random spreads the repetitions
   */
  public FileRemovals(
      Database database,
      StorageBackend storage,
      IdSource ids,
      String node,
      RandomGenerator random) {
    this.database = database;
    this.storage = storage;
    this.ids = ids;
    this.node = node;
    this.backoff = new RemovalBackoff(random);
  }

  /**
   * Has a file removed as soon as the transaction has committed. Asking again changes nothing.
   *
   * @param tx the transaction that deletes the owner's row
   * @param key the file
   * @param reason why, for people; no secret
   */
  public void request(Transaction tx, StorageKey key, String reason) {
    request(tx, key, reason, Duration.ZERO);
  }

  /**
   * Has a file removed some time after the transaction has committed, unless that is cancelled
   * before. Of two requests for a file the earlier time counts.
   *
   * @param tx the transaction
   * @param key the file
   * @param reason why, for people; no secret
   * @param notBefore how long the file may stay, by the database's clock; longer than the upload
   *     and its transaction can take
   */
  public void request(Transaction tx, StorageKey key, String reason, Duration notBefore) {
    repository.request(tx, ids.next(), key.value(), reason, notBefore);
  }

  /**
   * Keeps a file whose removal was requested for later.
   *
   * @param tx the transaction that makes the owner's row
   * @param key the file
   * @throws ConflictException when the removal has begun or was never requested: the file may be
   *     gone, so the transaction must not commit
   */
  public void cancel(Transaction tx, StorageKey key) {
    if (!repository.cancel(tx, key.value())) {
      throw new ConflictException(
          ErrorCode.FILE_GIVEN_UP,
          "The file "
              + key.value()
              + " took longer than allowed and is being removed; save it again under a new key");
    }
  }

  /**
   * Removes files whose removal is requested, without waiting until it is due. Keys without a
   * request, and keys that another call works on, are left alone.
   *
   * @param keys the files
   * @return what became of them
   * @throws io.energyops.database.DatabaseException when the database is out of reach; the requests
   *     stay
   */
  public RemovalReport removeNow(Collection<StorageKey> keys) {
    RemovalReport.Builder report = new RemovalReport.Builder();
    List<String> values = keys.stream().map(StorageKey::value).distinct().toList();
    for (int from = 0; from < values.size(); from += BATCH) {
      List<String> slice = values.subList(from, Math.min(values.size(), from + BATCH));
      runBatch(tx -> repository.claimKeys(tx, node, slice), report);
    }
    return report.build();
  }

  /**
   * Removes the files that are due.
   *
   * @return what became of them
   * @throws io.energyops.database.DatabaseException when the database is out of reach; the requests
   *     stay
   */
  public RemovalReport runDue() {
    RemovalReport.Builder report = new RemovalReport.Builder();
    for (int batch = 0; batch < BATCHES_PER_RUN && !closed.get(); batch++) {
      if (runBatch(tx -> repository.claimDue(tx, node, BATCH), report) < BATCH) {
        break;
      }
    }
    return report.build();
  }

  /**
   * Counts the files that should be gone and are not.
   *
   * @return due, failed and claimed ones; not those that wait for their time
   */
  public long pending() {
    return database.read(repository::pending);
  }

  /**
   * Begins to remove what is due by itself, at once and then again and again. Claims of this node
   * are of an earlier life of it and end here.
   *
   * @param scheduler runs it; stays the caller's
   * @param interval how often
   * @throws io.energyops.database.DatabaseException when the database is out of reach
   */
  public void start(ScheduledExecutorService scheduler, Duration interval) {
    database.write(
        tx -> {
          repository.endClaims(tx, node);
          return null;
        });
    running =
        scheduler.scheduleWithFixedDelay(
            this::runSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops; a batch under way ends by itself. Idempotent, never blocks. */
  @Override
  public void close() {
    closed.set(true);
    Future<?> task = running;
    if (task != null) {
      task.cancel(false);
    }
  }

  private void runSafely() {
    try {
      RemovalReport report = runDue();
      failing.set(false);
      if (report.failed() > 0) {
        LOG.warn("{} files could not be removed and are tried again", report.failed());
      }
    } catch (Throwable t) {
      if (failing.compareAndSet(false, true)) {
        LOG.warn("Files that are due could not be removed; it goes on trying", t);
      }
    }
  }

  private int runBatch(
      Function<Transaction, List<DueRemoval>> claim, RemovalReport.Builder report) {
    List<DueRemoval> claimed = database.write(claim);
    if (claimed.isEmpty()) {
      return 0;
    }
    List<DueRemoval> gone = new ArrayList<>();
    Map<DueRemoval, String> failed = new LinkedHashMap<>();
    for (DueRemoval removal : claimed) {
      try {
        report.gone(storage.delete(StorageKey.of(removal.storageKey())));
        gone.add(removal);
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("File {} could not be removed", removal.storageKey(), e);
        failed.put(removal, brief(e));
        report.failed(removal.storageKey());
      }
    }
    database.write(
        tx -> {
          repository.done(tx, gone);
          failed.forEach(
              (removal, error) ->
                  repository.failed(tx, removal, error, backoff.after(removal.attempts() + 1)));
          return null;
        });
    return claimed.size();
  }

  // Class and code only: a backend's message may carry an address or a query.
  private static String brief(Throwable e) {
    String type = e.getClass().getSimpleName();
    if (e instanceof StorageException storageFault) {
      return type + " " + storageFault.code();
    }
    return e instanceof EnergyOpsException fault ? type + " " + fault.code() : type;
  }
}
