package io.energyops.error;

/**
 * Stable codes of everything that can go wrong, each with its category, its usual cause and its
 * remedy. A code keeps its name and meaning once released; new ones may be added.
 */
public enum ErrorCode {
  /** A value is blank, out of range or of the wrong form. */
  INVALID_ARGUMENT(
      ErrorCategory.INVALID_ARGUMENT,
      "An argument is blank, out of range or of the wrong form.",
      "Read the message: it names the argument and what is allowed."),
  /** An object with the given id does not exist. */
  NOT_FOUND(
      ErrorCategory.NOT_FOUND,
      "No object with this id exists, or it was deleted.",
      "List the objects, or check the id."),
  /** The part was closed. */
  CLOSED(ErrorCategory.CONFLICT, "The part was closed already.", "Open a new instance."),
  /** The data directory cannot be used. */
  DATA_DIRECTORY_UNUSABLE(
      ErrorCategory.FAILURE,
      "The data directory is a file, cannot be created, or cannot be written.",
      "Give a directory that this user may create and write."),
  /** The data directory is open in this JVM already. */
  DATA_DIRECTORY_IN_USE(
      ErrorCategory.CONFLICT,
      "The same data directory was opened before in this JVM and not closed.",
      "Share the open instance, or close it first."),
  /** The database is out of reach. */
  DATABASE_UNAVAILABLE(
      ErrorCategory.UNAVAILABLE,
      "The database does not answer, or no connection is free.",
      "Check the database and the size of the pool; try again."),
  /** A database statement failed. */
  DATABASE_FAILURE(
      ErrorCategory.FAILURE,
      "The database refused a statement.",
      "Read the cause; report it when the schema is the shipped one."),
  /** The database or its connection takes no writes. */
  DATABASE_READ_ONLY(
      ErrorCategory.UNAVAILABLE,
      "The data source hands out read-only connections, or reaches a standby.",
      "Give a data source of writable connections to the primary."),
  /** The data source hands out the connection of the caller's transaction. */
  CALLERS_TRANSACTION(
      ErrorCategory.CONFLICT,
      "The given data source hands out connections that take part in a transaction of the caller.",
      "Give the pool below it; use EnergyOps.within for what belongs into the caller's"
          + " transaction."),
  /** A host's SQLite transaction has foreign keys off. */
  FOREIGN_KEYS_OFF(
      ErrorCategory.CONFLICT,
      "The given SQLite connection began its transaction with foreign keys off.",
      "Run \"pragma foreign_keys = on\" on it before the transaction begins."),
  /** A host's connection has no transaction to join. */
  TRANSACTION_NOT_BEGUN(
      ErrorCategory.CONFLICT,
      "The given connection is in auto-commit mode.",
      "Begin a transaction on it first, with setAutoCommit(false)."),
  /** A host's transaction cannot write any more. */
  TRANSACTION_UNUSABLE(
      ErrorCategory.CONFLICT,
      "The given connection is closed or read-only, or a statement of its transaction failed.",
      "Roll it back and begin a new transaction that may write."),
  /** A host's transaction is one of another database or schema. */
  TRANSACTION_ELSEWHERE(
      ErrorCategory.CONFLICT,
      "The given connection does not lead to the database and schema that the engine has open.",
      "Take the connection from the same database, and begin its transaction after the opening."),
  /** A host's transaction lost against another one. */
  TRANSACTION_LOST(
      ErrorCategory.UNAVAILABLE,
      "Another transaction was faster, or held a lock for too long.",
      "Roll back and run the whole transaction again; on SQLite begin it with the write lock."),
  /** The schema is newer than this library. */
  SCHEMA_TOO_NEW(
      ErrorCategory.CONFLICT,
      "A newer release of the library migrated this database.",
      "Start that release or a newer one, or restore the backup made before the upgrade."),
  /** The schema is older than this library and the policy forbids migrating. */
  SCHEMA_OUTDATED(
      ErrorCategory.CONFLICT,
      "The schema lacks migrations and the policy forbids applying them.",
      "Migrate with MigrationPolicy.MIGRATE_IF_ALONE, or let a DBA run MigrationScript."),
  /** The schema must be migrated, but is in use. */
  SCHEMA_IN_USE(
      ErrorCategory.CONFLICT,
      "Nodes of an earlier release run on the schema, or another process is migrating it.",
      "End every node of the earlier release, then open again."),
  /** The schema differs from what the history says. */
  SCHEMA_DAMAGED(
      ErrorCategory.FAILURE,
      "Tables are missing or the history table does not match the shipped migrations.",
      "Restore a backup, or give an empty database or schema."),
  /** A migration failed; the old schema stays. */
  MIGRATION_FAILED(
      ErrorCategory.FAILURE,
      "A statement of a migration failed; it was rolled back.",
      "Read the cause, mend it and open again: the migration is repeated."),
  /** A table of the host has the name of one of ours. */
  TABLE_NAME_TAKEN(
      ErrorCategory.CONFLICT,
      "The SQLite database holds a foreign table with a name that the engine needs.",
      "Give the engine a database file of its own."),
  /** No storage backend of this type is installed. */
  STORAGE_TYPE_UNKNOWN(
      ErrorCategory.INVALID_ARGUMENT,
      "No installed storage provider has this type.",
      "Add the plugin's jar, or choose one of the types that the message lists."),
  /** Storage failed. */
  STORAGE_FAILURE(
      ErrorCategory.FAILURE,
      "The storage backend could not read or write.",
      "Read the cause; check the backend's health."),
  /** A stored file was given up before its owner was recorded. */
  FILE_GIVEN_UP(
      ErrorCategory.CONFLICT,
      "Storing a file and recording its owner took longer than allowed; it is being removed.",
      "Repeat the whole operation: it stores the file anew."),
  /** The uploaded file cannot be accepted. */
  UPLOAD_REFUSED(
      ErrorCategory.INVALID_ARGUMENT,
      "The file is too large, of a wrong type, or its content is not what its name says.",
      "Read the message; send the file that it asks for."),
  /** The workbook or CSV cannot be read. */
  TABLE_UNREADABLE(
      ErrorCategory.INVALID_ARGUMENT,
      "The file is damaged, encrypted or breaks the format.",
      "Open it in a spreadsheet program, save it as .xlsx or UTF-8 .csv, and send that."),
  /** The workbook has no such sheet. */
  SHEET_NOT_FOUND(
      ErrorCategory.INVALID_ARGUMENT,
      "The workbook has no sheet with this name or index.",
      "Choose one of the sheets that the message lists."),
  /** A limit of the reader was passed. */
  TABLE_LIMIT(
      ErrorCategory.INVALID_ARGUMENT,
      "The file has more bytes, rows, columns or characters than allowed.",
      "Split the file, or raise the limit."),
  /** The header row lacks columns or is ambiguous. */
  HEADER_MISMATCH(
      ErrorCategory.INVALID_ARGUMENT,
      "Required columns are missing, or two columns mean the same.",
      "Rename the columns as the message says."),
  /** The import is still loading. */
  IMPORT_LOADING(
      ErrorCategory.CONFLICT,
      "The rows of the import are still being read.",
      "Wait until the import has ended."),
  /** The import cannot be completed. */
  IMPORT_NOT_STAGED(
      ErrorCategory.CONFLICT,
      "The staged import was completed before, was closed, or has no accepted row.",
      "Stage the file again, and complete it once before it is closed."),
  /** The script was refused. */
  SCRIPT_REFUSED(
      ErrorCategory.INVALID_ARGUMENT,
      "The script has findings that the policy blocks.",
      "Mend the lines that the findings name, or change the policy."),
  /** The script is running. */
  SCRIPT_RUNNING(
      ErrorCategory.CONFLICT,
      "Executions of the script are still running.",
      "Wait for them, or delete with RunningPolicy.STOP."),
  /** No usable Python interpreter. */
  PYTHON_MISSING(
      ErrorCategory.FAILURE,
      "No Python 3 interpreter was found.",
      "Install Python 3 (3.9 or newer), or name the interpreter in the settings."),
  /** A required limit cannot be enforced here. */
  LIMIT_NOT_ENFORCEABLE(
      ErrorCategory.CONFLICT,
      "The caller requires a limit that no isolation backend of this host enforces.",
      "Give the host the permission that the message names, or prefer the limit instead."),
  /** The execution could not be started. */
  EXECUTION_NOT_STARTED(
      ErrorCategory.FAILURE,
      "The supervisor or the interpreter could not be started.",
      "Read the cause."),
  /** No engine of this name. */
  ENGINE_UNKNOWN(
      ErrorCategory.INVALID_ARGUMENT,
      "No execution engine of this name is there.",
      "Use one of the engines that the message lists, or give the engine to the builder."),
  /** An execution engine does not answer. */
  ENGINE_UNANSWERED(
      ErrorCategory.UNAVAILABLE,
      "The execution engine gave no answer, so it is not known whether it has done what was asked.",
      "Nothing to do: the call is repeated until it answers."),
  /** The files through which a run is watched cannot be used. */
  RUN_DIRECTORY_FAILURE(
      ErrorCategory.FAILURE,
      "A file of the run's control or work directory could not be read, written or removed.",
      "Check the disk, its free space and the rights of the data directory."),
  /** The captured output of a run is damaged. */
  SPOOL_DAMAGED(
      ErrorCategory.FAILURE,
      "The spool of a run holds something that is no frame.",
      "Check the disk; what was read before stays valid."),
  /** The writer's fencing token is stale. */
  STALE_FENCE(
      ErrorCategory.CONFLICT,
      "Another node has taken this execution over; the write was refused.",
      "Nothing to do: the new owner goes on."),
  /** Log lines could not be made durable. */
  LOG_FLUSH_FAILED(
      ErrorCategory.UNAVAILABLE,
      "The database did not take the log lines within the limit; they stay buffered.",
      "Check the database and flush again."),
  /** The log buffer is full. */
  LOG_BUFFER_FULL(
      ErrorCategory.UNAVAILABLE,
      "The database is slower than the producers and the buffer's bound is reached.",
      "Slow the producers, raise the bound, or check the database."),
  /** Log lines were given up. */
  LOG_LINES_DROPPED(
      ErrorCategory.CONFLICT,
      "The execution was deleted, another node owns it, or other lines have these numbers.",
      "Look for the engine's warning that names the execution and the case."),
  /** A wait for something took too long. */
  TIMEOUT(
      ErrorCategory.UNAVAILABLE, "The answer did not come in time.", "Try again, or wait longer."),
  /** The thread was interrupted while waiting. */
  INTERRUPTED(
      ErrorCategory.UNAVAILABLE,
      "The calling thread was interrupted.",
      "Repeat the call when the thread may go on."),
  /** The platform lacks something. */
  UNSUPPORTED(
      ErrorCategory.FAILURE,
      "This platform or backend cannot do it.",
      "Read the message: it names what is missing.");

  private final ErrorCategory category;
  private final String cause;
  private final String remedy;

  ErrorCode(ErrorCategory category, String cause, String remedy) {
    this.category = category;
    this.cause = cause;
    this.remedy = remedy;
  }

  /**
   * Returns the kind of answer that this error is.
   *
   * @return the category
   */
  public ErrorCategory category() {
    return category;
  }

  /**
   * Returns the usual cause in one sentence.
   *
   * @return the cause
   */
  public String usualCause() {
    return cause;
  }

  /**
   * Returns what to do about it in one sentence.
   *
   * @return the remedy
   */
  public String remedy() {
    return remedy;
  }
}
