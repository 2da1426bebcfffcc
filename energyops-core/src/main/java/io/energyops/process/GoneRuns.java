package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.database.Transaction;
import io.energyops.identity.Node;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Marks failed, many in one transaction, the runs of this node of which nothing is left: no
 * process, no folder, no output. After a crash there may be thousands of them. Thread-safe.
 */
@Internal
public final class GoneRuns {

  private static final int SLICE = 500;

  /**
   * A run that was marked.
   *
   * @param id the execution
   * @param program what had been run
   * @param outputLines lines in its log, with the one that tells of its end
   */
  public record Settled(ExecutionId id, ProgramRef program, long outputLines) {}

  private final GoneRunRepository repository = new GoneRunRepository();
  private final Database database;
  private final Node node;
  private final Clock clock;

  /**
   * Makes the part.
   *
   * @param database where runs are registered
   * @param node this JVM, which owns the runs
   * @param clock time of records
   */
  public GoneRuns(Database database, Node node, Clock clock) {
    this.database = database;
    this.node = node;
    this.clock = clock;
  }

  /**
   * Marks runs failed: {@code node_ended}, with a last line in the log of each. One that is
   * terminal, or has another owner, is left as it is.
   *
   * @param ids the runs
   * @param with what belongs to the same transaction, given the runs that were marked
   */
  public void settle(List<ExecutionId> ids, BiConsumer<Transaction, List<Settled>> with) {
    for (int from = 0; from < ids.size(); from += SLICE) {
      List<ExecutionId> slice = ids.subList(from, Math.min(ids.size(), from + SLICE));
      Instant now = clock.instant();
      database.write(
          tx -> {
            List<Settled> settled = repository.settle(tx, slice, node.id(), note(), now);
            with.accept(tx, settled);
            return null;
          });
    }
  }

  private String note() {
    return "[energyops] failed: "
        + RunRecovery.GONE
        + "; found by node "
        + node.name()
        + " at its start number "
        + node.incarnation();
  }
}
