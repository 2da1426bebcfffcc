package io.energyops.execution;

import io.energyops.database.JsonText;
import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import io.energyops.run.TerminationReason;
import io.energyops.storage.StorageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL of executions, seen by who asks for them and lists them. */
final class ExecutionRepository {

  private static final String COLUMNS =
      """
      select e.execution_id, e.script_id, e.status, e.termination_reason, e.started_at, e.completed_at, e.exit_code,
             e.signal, e.error_message, e.output_lines, e.runtime_ms, e.triggered_by, e.retry_of, e.metadata,
             r.program_kind, r.program_id, r.limits
      from #test_script_execution e left join #program_run r on r.execution_id = e.execution_id
      """;

  void insert(Transaction tx, NewRun run) {
    tx.update(
            """
            insert into #test_script_execution
              (id, execution_id, script_id, status, started_at, triggered_by, retry_of, fence, created_at, updated_at)
            values (:rowId, :id, :program, 'queued', :now, :trigger, :retryOf, 1, :now, :now)
            """)
        .bind("rowId", run.rowId())
        .bind("id", run.id().value())
        .bind("program", run.program().id())
        .bind("now", run.now())
        .bind("trigger", run.triggeredBy())
        .bind("retryOf", run.retryOf() == null ? null : run.retryOf().value())
        .execute();
    tx.update(
            """
            insert into #program_run
              (id, execution_id, program_kind, program_id, engine, engine_owner, owner_node, fence, state, limits,
               control_dir, deadline, created_at, updated_at)
            values (:rowId, :id, :kind, :program, :engine, :node, :node, 1, 'queued', :limits, :dir, :deadline, :now, :now)
            """)
        .bind("rowId", run.rowId())
        .bind("id", run.id().value())
        .bind("kind", run.program().kind().name().toLowerCase(Locale.ROOT))
        .bind("program", run.program().id())
        .bind("engine", run.engine())
        .bind("node", run.node())
        .bind("limits", JsonText.of(LimitsJson.write(run.limits())))
        .bind("dir", run.id().value())
        .bind("deadline", run.deadline())
        .bind("now", run.now())
        .execute();
  }

  Optional<ExecutionRow> find(Transaction tx, ExecutionId id) {
    return tx.query(COLUMNS + " where e.execution_id = :id")
        .bind("id", id.value())
        .map(ExecutionRepository::row)
        .findOne();
  }

  List<ExecutionRow> list(Transaction tx, ExecutionQuery query) {
    ProgramRef program = query.program();
    ExecutionStatus status = query.status();
    StringBuilder where = new StringBuilder(" where 1 = 1");
    if (program != null) {
      where.append(" and e.script_id = :program and r.program_kind = :kind");
    }
    if (status != null) {
      where.append(" and e.status = :status");
    }
    if (query.after() != null) {
      where.append(
          " and (e.started_at, e.execution_id) <"
              + " (select started_at, execution_id from #test_script_execution where execution_id = :after)");
    }
    var statement =
        tx.query(COLUMNS + where + " order by e.started_at desc, e.execution_id desc limit :limit")
            .bind("limit", query.limit() + 1);
    if (program != null) {
      statement
          .bind("program", program.id())
          .bind("kind", program.kind().name().toLowerCase(Locale.ROOT));
    }
    if (status != null) {
      statement.bind("status", status.wireName());
    }
    if (query.after() != null) {
      statement.bind("after", query.after());
    }
    return statement.map(ExecutionRepository::row).list();
  }

  List<Artefact> artefacts(Transaction tx, ExecutionId id) {
    return tx.query(
            """
            select name, storage_key, size, sha256 from #artefact where execution_id = :id order by name limit 10000
            """)
        .bind("id", id.value())
        .map(
            (row, context) ->
                new Artefact(
                    row.getString("name"),
                    StorageKey.of(row.getString("storage_key")),
                    row.getLong("size"),
                    row.getString("sha256")))
        .list();
  }

  private static ExecutionRow row(ResultSet row, StatementContext context) throws SQLException {
    String reason = row.getString("termination_reason");
    String retryOf = row.getString("retry_of");
    String kind = row.getString("program_kind");
    JsonText metadata = SqlColumns.jsonOrNull(row, context, "metadata");
    JsonText limits = SqlColumns.jsonOrNull(row, context, "limits");
    Integer runtime = integer(row, "runtime_ms");
    return new ExecutionRow(
        ExecutionId.of(row.getString("execution_id")),
        new ProgramRef(
            kind == null
                ? ProgramRef.Kind.SCRIPT
                : ProgramRef.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
            row.getString("script_id")),
        ExecutionStatus.ofWireName(row.getString("status")),
        reason == null ? null : TerminationReason.valueOf(reason.toUpperCase(Locale.ROOT)),
        SqlColumns.instant(row, context, "started_at"),
        SqlColumns.instantOrNull(row, context, "completed_at"),
        integer(row, "exit_code"),
        integer(row, "signal"),
        row.getString("error_message"),
        row.getLong("output_lines"),
        runtime == null ? null : Duration.ofMillis(runtime),
        row.getString("triggered_by"),
        retryOf == null ? null : ExecutionId.of(retryOf),
        metadata == null ? Map.of() : metadata.object(),
        limits == null ? List.<Enforcement>of() : LimitsJson.read(limits.object()));
  }

  private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
