package io.energyops.script;

import io.energyops.database.SqlColumns;
import io.energyops.database.Transaction;
import io.energyops.run.ExecutionId;
import io.energyops.storage.StorageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL of scripts and of what hangs on them. */
final class ScriptRepository {

  private static final String COLUMNS =
      """
      select id, script_name, original_filename, file_path, file_size, sha256, uploaded_by, uploaded_at, status,
             description, last_run_at, total_runs
      from #test_script
      """;

  void insert(Transaction tx, Script script) {
    tx.update(
            """
            insert into #test_script
              (id, script_name, original_filename, file_path, file_size, sha256, uploaded_by, uploaded_at, status,
               description, created_at, updated_at)
            values (:id, :name, :original, :path, :size, :sha256, :by, :at, 'active', :description, :at, :at)
            """)
        .bind("id", script.id().value())
        .bind("name", script.name())
        .bind("original", script.originalFilename())
        .bind("path", script.key().value())
        .bind("size", script.sizeBytes())
        .bind("sha256", script.sha256())
        .bind("by", script.uploadedBy())
        .bind("at", script.uploadedAt())
        .bind("description", script.description())
        .execute();
  }

  Optional<Script> find(Transaction tx, String id) {
    return tx.query(COLUMNS + " where id = :id")
        .bind("id", id)
        .map(ScriptRepository::script)
        .findOne();
  }

  List<Script> list(Transaction tx, ScriptQuery query) {
    ScriptStatus status = query.status();
    String where =
        " where 1 = 1"
            + (status == null ? "" : " and status = :status")
            + (query.after() == null ? "" : " and id < :after");
    var statement =
        tx.query(COLUMNS + where + " order by id desc limit :limit")
            .bind("limit", query.limit() + 1);
    if (status != null) {
      statement.bind("status", status.wireName());
    }
    if (query.after() != null) {
      statement.bind("after", query.after());
    }
    return statement.map(ScriptRepository::script).list();
  }

  List<String> deleting(Transaction tx) {
    return tx.query("select id from #test_script where status = 'deleting' order by id limit 1000")
        .mapTo(String.class)
        .list();
  }

  /** Says whether the script was in one of the states that allow it. */
  boolean mark(Transaction tx, String id, ScriptStatus status, Instant now) {
    return tx.update(
                """
                update #test_script set status = :status, updated_at = :now
                where id = :id and (status <> 'deleting' or :status = 'deleting')
                """)
            .bind("status", status.wireName())
            .bind("now", now)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Counts a run of an active script. */
  boolean countRun(Transaction tx, String id, Instant at) {
    return tx.update(
                """
                update #test_script set last_run_at = :at, total_runs = total_runs + 1, updated_at = :at
                where id = :id and status = 'active'
                """)
            .bind("at", at)
            .bind("id", id)
            .execute()
        == 1;
  }

  List<ExecutionId> running(Transaction tx, String id) {
    return tx.query(
            """
            select execution_id from #test_script_execution
            where script_id = :id and status in ('queued', 'running', 'unreachable') order by id
            """)
        .bind("id", id)
        .map((row, context) -> ExecutionId.of(row.getString("execution_id")))
        .list();
  }

  List<String> executionsAfter(Transaction tx, String id, String after, int limit) {
    return tx.query(
            """
            select execution_id from #test_script_execution
            where script_id = :id and execution_id > :after order by execution_id limit :limit
            """)
        .bind("id", id)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** Deletes the first lines of an execution that are there, at most this many line numbers. */
  int deleteLogSlice(Transaction tx, String executionId, int limit) {
    Optional<Long> first =
        tx.query("select min(line_number) as first from #test_script_log where execution_id = :id")
            .bind("id", executionId)
            .map((row, context) -> Optional.ofNullable((Number) row.getObject("first")))
            .one()
            .map(Number::longValue);
    if (first.isEmpty()) {
      return 0;
    }
    return tx.update("delete from #test_script_log where execution_id = :id and line_number < :end")
        .bind("id", executionId)
        .bind("end", first.get() + limit)
        .execute();
  }

  /** Deletes the logs of all executions, in one statement. */
  int deleteLogs(Transaction tx, String id) {
    return tx.update(
            """
            delete from #test_script_log where execution_id in (
              select execution_id from #test_script_execution where script_id = :id)
            """)
        .bind("id", id)
        .execute();
  }

  List<StorageKey> files(Transaction tx, String id) {
    List<StorageKey> keys = new ArrayList<>();
    tx.query(
            """
            select a.storage_key as file from #artefact a
            join #test_script_execution e on e.execution_id = a.execution_id where e.script_id = :id
            union all
            select log_file_path from #test_script_execution where script_id = :id and log_file_path is not null
            union all
            select file_path from #test_script where id = :id
            """)
        .bind("id", id)
        .mapTo(String.class)
        .forEach(file -> keys.add(StorageKey.of(file)));
    return keys;
  }

  long countExecutions(Transaction tx, String id) {
    return tx.query("select count(*) from #test_script_execution where script_id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  int delete(Transaction tx, String id) {
    return tx.update("delete from #test_script where id = :id").bind("id", id).execute();
  }

  private static Script script(ResultSet row, StatementContext context) throws SQLException {
    return new Script(
        ScriptId.of(row.getString("id")),
        row.getString("script_name"),
        row.getString("original_filename"),
        StorageKey.of(row.getString("file_path")),
        row.getLong("file_size"),
        String.valueOf(row.getString("sha256")),
        row.getString("uploaded_by"),
        SqlColumns.instant(row, context, "uploaded_at"),
        ScriptStatus.ofWireName(row.getString("status")),
        row.getString("description"),
        SqlColumns.instantOrNull(row, context, "last_run_at"),
        row.getLong("total_runs"));
  }
}
