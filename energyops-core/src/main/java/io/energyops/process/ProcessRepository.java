package io.energyops.process;

import io.energyops.database.JsonText;
import io.energyops.database.Transaction;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL of what the process manager knows of a run. */
final class ProcessRepository {

  Optional<RegisteredRun> find(Transaction tx, ExecutionId id) {
    return tx.query(
            """
            select e.status, r.owner_node, coalesce(r.fence, e.fence) as fence, r.pid, r.process_start_ticks, r.boot_id,
                   r.pid_namespace
            from #test_script_execution e left join #program_run r on r.execution_id = e.execution_id
            where e.execution_id = :id
            """)
        .bind("id", id.value())
        .map((row, context) -> run(row))
        .findOne();
  }

  Optional<String> nodeName(Transaction tx, String nodeId) {
    return tx.query("select name from #node where id = :id")
        .bind("id", nodeId)
        .mapTo(String.class)
        .findOne();
  }

  boolean register(
      Transaction tx,
      ExecutionId id,
      String node,
      ProcessIdentity process,
      Map<String, ?> metadata,
      Instant now) {
    int runs =
        tx.update(
                """
                update #program_run set
                  owner_node = :node, state = 'running', pid = :pid, process_start_ticks = :ticks, boot_id = :boot,
                  pid_namespace = :namespace, updated_at = :now
                where execution_id = :id and pid is null and state = 'queued' and engine = 'external'
                """)
            .bind("node", node)
            .bind("pid", process.pid())
            .bind("ticks", process.startTicks())
            .bind("boot", process.bootId())
            .bind("namespace", process.pidNamespace())
            .bind("now", now)
            .bind("id", id.value())
            .execute();
    if (runs == 0) {
      return false;
    }
    tx.update(
            """
            update #test_script_execution
            set status = 'running', started_at = :now, metadata = :metadata, updated_at = :now
            where execution_id = :id and status = 'queued'
            """)
        .bind("now", now)
        .bind("metadata", JsonText.of(metadata))
        .bind("id", id.value())
        .execute();
    return true;
  }

  boolean settle(
      Transaction tx,
      ExecutionId id,
      long fence,
      ExecutionStatus status,
      TerminationReason reason,
      @Nullable Integer exitCode,
      @Nullable String message,
      Instant now) {
    Duration runtime =
        tx.query("select started_at from #test_script_execution where execution_id = :id")
            .bind("id", id.value())
            .mapTo(Instant.class)
            .findOne()
            .map(started -> Duration.between(started, now))
            .filter(time -> !time.isNegative())
            .orElse(Duration.ZERO);
    int settled =
        tx.update(
                """
                update #test_script_execution set
                  status = :status, termination_reason = :reason, exit_code = :exit, error_message = :message,
                  runtime_ms = :runtime, completed_at = :now, updated_at = :now,
                  output_lines = (select coalesce(max(line_number), 0) from #test_script_log where execution_id = :id)
                where execution_id = :id and fence = :fence and status in ('queued', 'running', 'unreachable')
                """)
            .bind("status", status.wireName())
            .bind("reason", reason.wireName())
            .bind("exit", exitCode)
            .bind("message", message)
            .bind("runtime", runtime.toMillis())
            .bind("now", now)
            .bind("id", id.value())
            .bind("fence", fence)
            .execute();
    tx.update(
            """
            update #program_run set state = :status, termination_reason = :reason, exit_code = :exit, updated_at = :now
            where execution_id = :id and fence = :fence and state in ('queued', 'running', 'unreachable')
            """)
        .bind("status", status.wireName())
        .bind("reason", reason.wireName())
        .bind("exit", exitCode)
        .bind("now", now)
        .bind("id", id.value())
        .bind("fence", fence)
        .execute();
    return settled == 1;
  }

  List<LiveExternal> liveExternal(Transaction tx, String node) {
    return tx.query(
            """
            select execution_id, fence, pid, process_start_ticks, boot_id, pid_namespace from #program_run
            where owner_node = :node and engine = 'external' and execution_id is not null
              and state in ('running', 'unreachable')
            order by id
            """)
        .bind("node", node)
        .map(
            (row, context) ->
                new LiveExternal(
                    ExecutionId.of(row.getString("execution_id")),
                    row.getLong("fence"),
                    identity(row)))
        .list();
  }

  void recordKillRequest(Transaction tx, ExecutionId id, String by, Instant now) {
    tx.update(
            """
            update #program_run
            set kill_requested_at = :now, kill_requested_by = :by, kill_reason = 'killed_by_user', updated_at = :now
            where execution_id = :id and kill_requested_at is null and state in ('queued', 'running', 'unreachable')
            """)
        .bind("now", now)
        .bind("by", by)
        .bind("id", id.value())
        .execute();
  }

  private static RegisteredRun run(ResultSet row) throws SQLException {
    return new RegisteredRun(
        ExecutionStatus.ofWireName(row.getString("status")),
        row.getString("owner_node"),
        row.getLong("fence"),
        identity(row));
  }

  private static @Nullable ProcessIdentity identity(ResultSet row) throws SQLException {
    long pid = row.getLong("pid");
    return row.wasNull()
        ? null
        : new ProcessIdentity(
            pid,
            row.getLong("process_start_ticks"),
            row.getString("boot_id"),
            row.getLong("pid_namespace"));
  }
}
