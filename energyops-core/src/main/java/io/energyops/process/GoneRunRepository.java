package io.energyops.process;

import io.energyops.database.Dialect;
import io.energyops.database.Transaction;
import io.energyops.process.GoneRuns.Settled;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** SQL that settles many runs at once. */
final class GoneRunRepository {

  private static final String LIVE = " in ('queued', 'running', 'unreachable') ";

  private static final String LINES =
      """
      coalesce((select max(l.line_number) from #test_script_log l where l.execution_id = e.execution_id), 0)""";

  /** A run that is not terminal. */
  private record Found(ExecutionId id, ProgramRef program, long lines) {

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
    List<String> gone = found.stream().map(run -> run.id().value()).toList();
    tx.update(
            """
            insert into #test_script_log (execution_id, line_number, log_level, message, timestamp)
            select e.execution_id, LINES + 1, 'error', :note, NOW
            from #test_script_execution e where e.execution_id in (<ids>)
            """
                .replace("LINES", LINES)
                .replace("NOW", now(tx)))
        .bindList("ids", gone)
        .bind("note", note)
        .bind("now", now)
        .execute();
    tx.update(
            """
            update #test_script_execution as e set
              status = 'failed', termination_reason = 'node_ended', error_message = :message, runtime_ms = RUNTIME,
              output_lines = LINES, completed_at = :now, updated_at = :now, fence = fence + 1
            where execution_id in (<ids>) and status
            """
                    .replace("RUNTIME", runtime(tx))
                    .replace("LINES", LINES)
                + LIVE)
        .bindList("ids", gone)
        .bind("message", RunRecovery.GONE)
        .bind("now", now)
        .execute();
    return found.stream().map(Found::settled).toList();
  }

  private static List<Found> found(Transaction tx, List<ExecutionId> ids, String node) {
    String lock = tx.dialect() == Dialect.POSTGRESQL ? " for update of r" : "";
    return tx.query(
            """
            select r.execution_id, r.program_kind, r.program_id, LINES as lines
            from #program_run r join #test_script_execution e on e.execution_id = r.execution_id
            where r.execution_id in (<ids>) and r.owner_node = :node and r.state
            """
                    .replace("LINES", LINES)
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
                    row.getLong("lines")))
        .list();
  }

  private static String now(Transaction tx) {
    return tx.dialect() == Dialect.POSTGRESQL ? "cast(:now as timestamptz)" : ":now";
  }

  /** Milliseconds from the start, as far as the column goes. */
  private static String runtime(Transaction tx) {
    return tx.dialect() == Dialect.POSTGRESQL
        ? "least(2147483647, greatest(0, extract(epoch from cast(:now as timestamptz) - started_at) * 1000))"
        : "min(2147483647, max(0, cast((julianday(:now) - julianday(started_at)) * 86400000 as integer)))";
  }
}
