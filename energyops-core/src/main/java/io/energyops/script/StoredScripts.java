package io.energyops.script;

import io.energyops.activity.ActivityEntry;
import io.energyops.annotation.Internal;
import io.energyops.database.Page;
import io.energyops.database.Transaction;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.NotFoundException;
import io.energyops.execution.Program;
import io.energyops.execution.ProgramSource;
import io.energyops.python.ScriptVerdict;
import io.energyops.removal.DeleteReport;
import io.energyops.run.ProgramRef;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Scripts in storage and database. Thread-safe. */
@Internal
public final class StoredScripts implements Scripts, ProgramSource {

  /** An upload that was cut off between file and row leaves the file until this much later. */
  private static final Duration UPLOAD_LIMIT = Duration.ofHours(1);

  private final ScriptParts parts;
  private final ScriptRepository repository = new ScriptRepository();
  private final ScriptDeletion deletion;

  /**
   * Makes the part.
   *
   * @param parts what it stands on
   * @param runs ends and awaits the runs of a script
   */
  public StoredScripts(ScriptParts parts, RunningScripts runs) {
    this.parts = parts;
    this.deletion = new ScriptDeletion(parts, repository, runs);
  }

  @Override
  public Script upload(ScriptUpload upload) {
    String user = parts.currentUser().getCurrentUserId();
    ScriptVerdict verdict = parts.inspector().get().inspect(upload.content());
    if (!verdict.valid()) {
      throw new ScriptRefusedException(upload.fileName(), verdict);
    }
    ScriptId id = ScriptId.of(parts.ids().next());
    StorageKey key =
        StorageKey.of("sandbox/uploads/test_scripts/" + id.value() + "/" + upload.fileName());
    // The intent comes first, so that a crash after the save leaves a file that is known.
    parts
        .database()
        .write(
            tx -> {
              parts.removals().request(tx, key, "script upload was not completed", UPLOAD_LIMIT);
              return null;
            });
    try {
      parts.storage().save(key, ObjectSource.of(upload.content()).withContentType("text/x-python"));
      return register(upload, user, id, key);
    } catch (StorageException e) {
      removeUpload(key);
      throw new EnergyOpsException(
          ErrorCode.STORAGE_FAILURE,
          "The script " + upload.fileName() + " could not be stored; nothing was kept",
          e);
    } catch (EnergyOpsException e) {
      removeUpload(key);
      throw e;
    }
  }

  @Override
  public Optional<Script> find(ScriptId id) {
    return parts.database().read(tx -> repository.find(tx, id.value()));
  }

  @Override
  public Page<Script> list(ScriptQuery query) {
    return Page.of(
        parts.database().read(tx -> repository.list(tx, query)),
        query.limit(),
        script -> script.id().value());
  }

  @Override
  public Script archive(ScriptId id) {
    return parts
        .database()
        .write(
            tx -> {
              if (!repository.mark(
                  tx, id.value(), ScriptStatus.ARCHIVED, parts.clock().instant())) {
                throw notFound();
              }
              return repository.find(tx, id.value()).orElseThrow(StoredScripts::notFound);
            });
  }

  @Override
  public DeleteReport delete(ScriptId id, RunningPolicy policy) {
    return deletion.delete(id, policy, parts.currentUser().getCurrentUserId());
  }

  /**
   * Deletes a script in a transaction of the host, unless executions are running. Files go after
   * its commit.
   *
   * @param tx the host's transaction
   * @param id the script
   * @return what is taken away when the host commits; its files are pending
   * @throws NotFoundException when it does not exist
   * @throws ScriptRunningException when executions are running
   */
  public DeleteReport delete(Transaction tx, ScriptId id) {
    return deletion.delete(tx, id, parts.currentUser().getCurrentUserId());
  }

  /** Goes on with deletes that a crash cut off. */
  public void resumeDeletes() {
    deletion.resume();
  }

  @Override
  public ProgramRef.Kind kind() {
    return ProgramRef.Kind.SCRIPT;
  }

  @Override
  public Program begin(Transaction tx, String id, Instant at) {
    Program program = find(tx, id);
    if (!repository.countRun(tx, id, at)) {
      throw new ConflictException(
          ErrorCode.INVALID_ARGUMENT,
          "Script " + id + " is archived or being deleted and takes no more runs");
    }
    return program;
  }

  @Override
  public Program find(Transaction tx, String id) {
    Script script = repository.find(tx, id).orElseThrow(StoredScripts::notFound);
    return new Program(
        id, script.name(), ScriptName.checked(script.originalFilename()), script.key());
  }

  static NotFoundException notFound() {
    return new NotFoundException(ErrorCode.NOT_FOUND, "Script not found");
  }

  private Script register(ScriptUpload upload, String user, ScriptId id, StorageKey key) {
    Instant now = parts.clock().instant();
    Script script =
        new Script(
            id,
            ScriptName.withoutEnding(upload.fileName()),
            upload.fileName(),
            key,
            upload.content().length,
            sha256(upload.content()),
            user,
            now,
            ScriptStatus.ACTIVE,
            upload.description().orElse(null),
            null,
            0);
    return parts
        .database()
        .write(
            tx -> {
              repository.insert(tx, script);
              parts.removals().cancel(tx, key);
              parts
                  .activities()
                  .record(
                      tx,
                      ActivityEntry.of("sandbox", "uploaded", "Python Script Uploaded", user)
                          .withDescription("Script \"" + upload.fileName() + "\" uploaded")
                          .about("TestScript", id.value()));
              return script;
            });
  }

  private void removeUpload(StorageKey key) {
    try {
      parts
          .database()
          .write(
              tx -> {
                parts.removals().request(tx, key, "script upload failed");
                return null;
              });
      parts.removals().removeNow(List.of(key));
    } catch (EnergyOpsException e) {
      // The intent is in the database already and comes due by itself.
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
