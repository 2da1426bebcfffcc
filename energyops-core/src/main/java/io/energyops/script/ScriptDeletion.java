package io.energyops.script;

import io.energyops.activity.ActivityEntry;
import io.energyops.database.SlicedDelete;
import io.energyops.database.Transaction;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.removal.DeleteReport;
import io.energyops.removal.RemovalReport;
import io.energyops.run.ExecutionId;
import io.energyops.storage.StorageKey;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a delete. First the script is marked, so that no new run begins; then the log goes
 * in slices; then one transaction takes the rows away and notes the files; last the files go. Each
 * step can be repeated after a crash.
 */
final class ScriptDeletion {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptDeletion.class);
  private static final int EXECUTIONS = 500;

  private final ScriptParts parts;
  private final ScriptRepository repository;
  private final RunningScripts runs;
  private final SlicedDelete slices;

  ScriptDeletion(ScriptParts parts, ScriptRepository repository, RunningScripts runs) {
    this.parts = parts;
    this.repository = repository;
    this.runs = runs;
    this.slices = new SlicedDelete(parts.database(), parts.nanoTicker());
  }

  DeleteReport delete(ScriptId id, RunningPolicy policy, String user) {
    Script script = parts.database().write(tx -> mark(tx, id, policy));
    if (policy == RunningPolicy.STOP) {
      stopRuns(script);
    }
    return remove(script, user);
  }

  /** Deletes in a transaction of the host, all of it at once: no slice may be committed here. */
  DeleteReport delete(Transaction tx, ScriptId id, String user) {
    Script script = mark(tx, id, RunningPolicy.REFUSE);
    long lines = repository.deleteLogs(tx, id.value());
    Removed removed = removeRows(tx, script, user);
    return new DeleteReport(lines + removed.executions() + 1, 0, removed.files().size());
  }

  void resume() {
    for (String id : cutOff()) {
      try {
        parts
            .database()
            .read(tx -> repository.find(tx, id))
            .ifPresent(
                script -> {
                  stopRuns(script);
                  remove(script, "system");
                });
      } catch (EnergyOpsException e) {
        LOG.warn("The delete of script {} could not go on; the next opening tries again", id, e);
      }
    }
  }

  private List<String> cutOff() {
    try {
      return parts.database().read(repository::deleting);
    } catch (EnergyOpsException e) {
      if (e.code() != ErrorCode.CLOSED) {
        LOG.warn("Deletes that were cut off could not be looked for; the next opening does", e);
      }
      return List.of();
    }
  }

  private Script mark(Transaction tx, ScriptId id, RunningPolicy policy) {
    Script script = repository.find(tx, id.value()).orElseThrow(StoredScripts::notFound);
    // Marked before looking: a run that begins meanwhile waits for this row, or is seen.
    if (!repository.mark(tx, id.value(), ScriptStatus.DELETING, parts.clock().instant())) {
      throw StoredScripts.notFound();
    }
    List<ExecutionId> running = repository.running(tx, id.value());
    if (policy == RunningPolicy.REFUSE && !running.isEmpty()) {
      throw new ScriptRunningException(
          "Failed to delete script: "
              + running.size()
              + " execution(s) are running, the first is "
              + running.get(0)
              + "; wait for them, or delete with RunningPolicy.STOP");
    }
    return script;
  }

  private void stopRuns(Script script) {
    String id = script.id().value();
    for (ExecutionId run : parts.database().read(tx -> repository.running(tx, id))) {
      if (!runs.stop(run, parts.stopLimit())) {
        throw new ScriptRunningException(
            "Failed to delete script: execution "
                + run
                + " did not end within "
                + parts.stopLimit()
                + "; the script takes no more runs, delete it again");
      }
    }
  }

  private DeleteReport remove(Script script, String user) {
    String id = script.id().value();
    long rows = removeLogs(id);
    Removed removed = parts.database().write(tx -> removeRows(tx, script, user));
    RemovalReport gone = parts.removals().removeNow(removed.files());
    return new DeleteReport(
        rows + removed.executions() + 1, gone.removed() + gone.missing(), gone.failed());
  }

  private Removed removeRows(Transaction tx, Script script, String user) {
    String id = script.id().value();
    List<StorageKey> files = repository.files(tx, id);
    long executions = repository.countExecutions(tx, id);
    for (StorageKey file : files) {
      parts.removals().request(tx, file, "script deleted");
    }
    if (repository.delete(tx, id) > 0) {
      parts.activities().record(tx, activity(script, executions, user));
    }
    return new Removed(files, executions);
  }

  private long removeLogs(String id) {
    long rows = 0;
    String after = "";
    List<String> executions;
    do {
      String from = after;
      executions =
          parts.database().read(tx -> repository.executionsAfter(tx, id, from, EXECUTIONS));
      for (String execution : executions) {
        rows += slices.drain((tx, limit) -> repository.deleteLogSlice(tx, execution, limit));
        after = execution;
      }
    } while (!executions.isEmpty());
    return rows;
  }

  private static ActivityEntry activity(Script script, long executions, String user) {
    return ActivityEntry.of("sandbox", "deleted", "Python Script Deleted", user)
        .withDescription(
            "Script \""
                + script.originalFilename()
                + "\" and "
                + executions
                + " execution logs deleted")
        .about("TestScript", script.id().value());
  }

  private record Removed(List<StorageKey> files, long executions) {}
}
