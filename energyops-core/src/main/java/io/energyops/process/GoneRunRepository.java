package io.energyops.process;

import io.energyops.database.Dialect;
import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.process.GoneRuns.Settled;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL that settles many runs at once. */
final class GoneRunRepository {

  private static final String LIVE = " in ('queued', 'running', 'unreachable') ";

  /** A run that is not terminal. */
  private record Found(ExecutionId id, ProgramRef program, Instant startedAt, long lines) {

    Settled settled() {
      return new Settled(id, program, lines + 1);
    }
  }

  List<Settled> settle(
      Transaction tx, List<ExecutionId> ids, String node, String note, Instant now) {
    List<Found> found = found(tx, ids, node);
    if (found.isEmpty()) {
      return List.of();
    }
    tx.update(
            """
            update #program_run
            set state = 'failed', termination_reason = 'node_ended', fence = fence + 1, updated_at = :now
            where execution_id in (<ids>)
            """)
        .bindList("ids", found.stream().map(run -> run.id().value()).toList())
        .bind("now", now)
        .execute();
    PreparedBatch executions =
        tx.batch(
            """
            update #test_script_execution set
              status = 'failed', termination_reason = 'node_ended', error_message = :message, runtime_ms = :runtime,
              output_lines = :lines, completed_at = :now, updated_at = :now, fence = fence + 1
            where execution_id = :id and status
            """
                + LIVE);
    PreparedBatch logs =
        tx.batch(
            """
            insert into #test_script_log (execution_id, line_number, log_level, message, timestamp)
            values (:id, :line, 'error', :note, :now)
            """);
    for (Found run : found) {
      Duration ran = Duration.between(run.startedAt(), now);
      executions
          .bind("message", RunRecovery.GONE)
          .bind("runtime", ran.isNegative() ? 0 : Math.min(Integer.MAX_VALUE, ran.toMillis()))
          .bind("lines", run.lines() + 1)
          .bind("now", now)
          .bind("id", run.id().value())
          .add();
      logs.bind("id", run.id().value())
          .bind("line", run.lines() + 1)
          .bind("note", note)
          .bind("now", now)
          .add();
    }
    executions.execute();
    logs.execute();
    return found.stream().map(Found::settled).toList();
  }

  private static List<Found> found(Transaction tx, List<ExecutionId> ids, String node) {
    String lock = tx.dialect() == Dialect.POSTGRESQL ? " for update of r" : "";
    return tx.query(
            """
            select r.execution_id, r.program_kind, r.program_id, e.started_at,
                   coalesce((select max(l.line_number) from #test_script_log l
                             where l.execution_id = r.execution_id), 0) as lines
            from #program_run r join #test_script_execution e on e.execution_id = r.execution_id
            where r.execution_id in (<ids>) and r.owner_node = :node and r.state
            """
                + LIVE
                + "order by r.execution_id"
                + lock)
        .bindList("ids", ids.stream().map(ExecutionId::value).toList())
        .bind("node", node)
        .map(
            (row, context) ->
                new Found(
                    ExecutionId.of(row.getString("execution_id")),
                    new ProgramRef(
                        ProgramRef.Kind.valueOf(
                            row.getString("program_kind").toUpperCase(Locale.ROOT)),
                        row.getString("program_id")),
                    SqlColumns.instant(row, context, "started_at"),
                    row.getLong("lines")))
        .list();
  }
}
