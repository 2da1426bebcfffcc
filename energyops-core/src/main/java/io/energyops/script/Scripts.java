package io.energyops.script;

import io.energyops.database.Page;
import io.energyops.removal.DeleteReport;
import java.util.Optional;

/** The uploaded scripts. Thread-safe. */
public interface Scripts {

  /**
   * Inspects a script, stores it and makes its row. Nothing is left when one of these fails.
   *
   * @param upload the script
   * @return the stored script
   * @throws ScriptRefusedException when it has findings that the policy blocks
   */
  Script upload(ScriptUpload upload);

  /**
   * Finds a script.
   *
   * @param id its id
   * @return its present state, empty when there is none
   */
  Optional<Script> find(ScriptId id);

  /**
   * Finds a script.
   *
   * @param id its id
   * @return its present state, empty when there is none
   * @throws io.energyops.error.InvalidArgumentException when the id is blank
   */
  default Optional<Script> find(String id) {
    return find(ScriptId.of(id));
  }

  /**
   * Lists scripts, newest first.
   *
   * @param query which ones
   * @return a page
   */
  Page<Script> list(ScriptQuery query);

  /**
   * Keeps a script but lets it take no more runs; running ones go on.
   *
   * @param id the script
   * @return its new state
   * @throws io.energyops.error.NotFoundException when it does not exist
   */
  Script archive(ScriptId id);

  /**
   * Deletes a script with its executions, logs, artefacts and files. Big logs go in slices; the
   * rest goes in one transaction that also notes the files to remove; they are removed after its
   * commit and, where storage refuses, again until they are gone. A delete that was cut off goes on
   * at the next opening.
   *
   * @param id the script
   * @param policy what to do when executions are running
   * @return what was taken away
   * @throws io.energyops.error.NotFoundException when it does not exist
   * @throws ScriptRunningException when executions are running and the policy refuses, or they did
   *     not end in time
   */
  DeleteReport delete(ScriptId id, RunningPolicy policy);

  /**
   * Deletes a script.
   *
   * @param id the script's id
   * @param policy what to do when executions are running
   * @return what was taken away
   * @throws io.energyops.error.InvalidArgumentException when the id is blank
   * @throws io.energyops.error.NotFoundException when it does not exist
   */
  default DeleteReport delete(String id, RunningPolicy policy) {
    return delete(ScriptId.of(id), policy);
  }
}
