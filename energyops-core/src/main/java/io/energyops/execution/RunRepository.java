package io.energyops.execution;

import io.energyops.database.JsonText;
import io.energyops.database.Transaction;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.execution.engine.Observation;
import io.energyops.process.ProcessIdentity;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ProgramRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL of the owner of a run. Every write names the fence and touches nothing when it is stale. */
final class RunRepository {

  private static final String LIVE = " in ('queued', 'running', 'unreachable') ";

  boolean running(
      Transaction tx,
      ExecutionId id,
      long fence,
      @Nullable String reference,
      Observation.Start start,
      Map<String, ?> metadata) {
    ProcessIdentity process = start.process();
    int runs =
        tx.update(
                """
                update #program_run set
                  state = 'running', engine_handle = :handle, pid = :pid, process_start_ticks = :ticks, boot_id = :boot,
                  pid_namespace = :namespace, updated_at = :at
                where execution_id = :id and fence = :fence and state in ('queued', 'running', 'unreachable')
                """)
            .bind("handle", reference)
            .bind("pid", process == null ? null : process.pid())
            .bind("ticks", process == null ? null : process.startTicks())
            .bind("boot", process == null ? null : process.bootId())
            .bind("namespace", process == null ? null : process.pidNamespace())
            .bind("at", start.at())
            .bind("id", id.value())
            .bind("fence", fence)
            .execute();
    if (runs == 0) {
      return false;
    }
    tx.update(
            """
            update #test_script_execution
            set status = 'running', started_at = :at, metadata = :metadata, updated_at = :at
            where execution_id = :id and fence = :fence and status in ('queued', 'running', 'unreachable')
            """)
        .bind("at", start.at())
        .bind("metadata", JsonText.of(metadata))
        .bind("id", id.value())
        .bind("fence", fence)
        .execute();
    return true;
  }

  /** Notes that the engine cannot see a run any more, or sees it again; neither ends it. */
  boolean reachable(Transaction tx, ExecutionId id, long fence, boolean seen, Instant at) {
    String from = seen ? "unreachable" : "running";
    String to = seen ? "running" : "unreachable";
    int runs =
        tx.update(
                """
                update #program_run set state = :to, updated_at = :at
                where execution_id = :id and fence = :fence and state = :from
                """)
            .bind("to", to)
            .bind("from", from)
            .bind("at", at)
            .bind("id", id.value())
            .bind("fence", fence)
            .execute();
    if (runs == 1) {
      tx.update(
              """
              update #test_script_execution set status = :to, updated_at = :at
              where execution_id = :id and fence = :fence and status = :from
              """)
          .bind("to", to)
          .bind("from", from)
          .bind("at", at)
          .bind("id", id.value())
          .bind("fence", fence)
          .execute();
    }
    return runs == 1;
  }

  void checkpoint(
      Transaction tx, ExecutionId id, long fence, long offset, long line, long committedLine) {
    int runs =
        tx.update(
                """
                update #program_run set spool_offset = :offset, spool_line = :line, committed_line = :committed
                where execution_id = :id and fence = :fence
                """)
            .bind("offset", offset)
            .bind("line", line)
            .bind("committed", committedLine)
            .bind("id", id.value())
            .bind("fence", fence)
            .execute();
    if (runs == 0) {
      throw stale(id);
    }
  }

  /** Says whether this call made the execution terminal. */
  boolean settle(Transaction tx, ExecutionResult result, long fence, Instant endedAt) {
    int settled =
        tx.update(
                """
                update #test_script_execution set
                  status = :status, termination_reason = :reason, exit_code = :exit, signal = :signal,
                  error_message = :message, runtime_ms = :runtime, output_lines = :lines, completed_at = :at,
                  updated_at = :at
                where execution_id = :id and fence = :fence and status
                """
                    + LIVE)
            .bind("status", result.status().wireName())
            .bind("reason", result.reason().wireName())
            .bind("exit", boxed(result.exitCode()))
            .bind("signal", boxed(result.signal()))
            .bind("message", result.message().orElse(null))
            .bind("runtime", result.runtime().toMillis())
            .bind("lines", result.outputLines())
            .bind("at", endedAt)
            .bind("id", result.id().value())
            .bind("fence", fence)
            .execute();
    tx.update(
            """
            update #program_run set
              state = :status, termination_reason = :reason, exit_code = :exit, signal = :signal, limits = :limits,
              updated_at = :at
            where execution_id = :id and fence = :fence and state
            """
                + LIVE)
        .bind("status", result.status().wireName())
        .bind("reason", result.reason().wireName())
        .bind("exit", boxed(result.exitCode()))
        .bind("signal", boxed(result.signal()))
        .bind("limits", JsonText.of(LimitsJson.write(result.limits())))
        .bind("at", endedAt)
        .bind("id", result.id().value())
        .bind("fence", fence)
        .execute();
    return settled == 1;
  }

  void artefact(Transaction tx, String rowId, ExecutionId id, Artefact artefact, Instant now) {
    tx.update(
            """
            insert into #artefact (id, execution_id, name, storage_key, size, sha256, created_at)
            values (:rowId, :id, :name, :key, :size, :sha256, :now)
            """)
        .bind("rowId", rowId)
        .bind("id", id.value())
        .bind("name", artefact.name())
        .bind("key", artefact.key().value())
        .bind("size", artefact.sizeBytes())
        .bind("sha256", artefact.sha256())
        .bind("now", now)
        .execute();
  }

  /**
   * Takes over what another owner left, with a higher fence. The caller holds that owner's slot.
   */
  int takeOver(Transaction tx, String fromNode, String toNode, Instant now) {
    return tx.update(
            """
            update #program_run set owner_node = :to, updated_at = :now
            where owner_node = :from and state
            """
                + LIVE)
        .bind("to", toNode)
        .bind("from", fromNode)
        .bind("now", now)
        .execute();
  }

  /** What this node owns and nobody has settled, the runs of the host itself left out. */
  List<LiveRun> live(Transaction tx, String node) {
    return tx.query(
            """
            select execution_id, engine from #program_run
            where owner_node = :node and engine <> 'external' and execution_id is not null and state
            """
                + LIVE
                + " order by id")
        .bind("node", node)
        .map(
            (row, context) ->
                new LiveRun(ExecutionId.of(row.getString("execution_id")), row.getString("engine")))
        .list();
  }

  /** Of these executions, those that are not terminal, on whatever node. */
  boolean isLive(Transaction tx, String executionId) {
    return tx.query(
                """
                select count(*) from #program_run where execution_id = :id and state
                """
                    + LIVE)
            .bind("id", executionId)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Raises the fence, so that nothing that an earlier owner still has in hand can be written. */
  OwnedRun own(Transaction tx, ExecutionId id) {
    tx.update("update #program_run set fence = fence + 1 where execution_id = :id")
        .bind("id", id.value())
        .execute();
    tx.update(
            """
            update #test_script_execution
            set fence = (select fence from #program_run where execution_id = :id) where execution_id = :id
            """)
        .bind("id", id.value())
        .execute();
    return tx.query(
            """
            select program_kind, program_id, fence, spool_offset, spool_line, committed_line, engine,
                   coalesce(engine_owner, owner_node) as engine_owner, engine_handle, kill_requested_by
            from #program_run where execution_id = :id
            """)
        .bind("id", id.value())
        .map(
            (row, context) ->
                new OwnedRun(
                    id,
                    new ProgramRef(
                        ProgramRef.Kind.valueOf(
                            row.getString("program_kind").toUpperCase(Locale.ROOT)),
                        row.getString("program_id")),
                    row.getLong("fence"),
                    row.getLong("spool_offset"),
                    row.getLong("spool_line"),
                    row.getLong("committed_line"),
                    row.getString("engine"),
                    row.getString("engine_owner"),
                    row.getString("engine_handle"),
                    row.getString("kill_requested_by")))
        .one();
  }

  private static EnergyOpsException stale(ExecutionId id) {
    return new EnergyOpsException(
        ErrorCode.STALE_FENCE,
        "Execution " + id + " has another owner now (or is gone); this write was refused");
  }

  private static @Nullable Integer boxed(java.util.OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
