package io.energyops.script;

import io.energyops.activity.Activities;
import io.energyops.annotation.Internal;
import io.energyops.database.Database;
import io.energyops.identity.CurrentUser;
import io.energyops.identity.IdSource;
import io.energyops.python.ScriptInspector;
import io.energyops.removal.FileRemovals;
import io.energyops.storage.StorageBackend;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the scripts stand on; all of it stays the caller's.
 *
 * @param database where scripts are registered
 * @param storage where their bytes are
 * @param inspector judges them; asked at the first upload
 * @param removals removes files after the commit
 * @param activities records what was done
 * @param currentUser who does it
 * @param ids ids of scripts
 * @param clock time of records
 * @param nanoTicker monotonic nanoseconds
 * @param stopLimit how long a delete waits for running executions to end
 */
@Internal
public record ScriptParts(
    Database database,
    StorageBackend storage,
    Supplier<ScriptInspector> inspector,
    FileRemovals removals,
    Activities activities,
    CurrentUser currentUser,
    IdSource ids,
    Clock clock,
    LongSupplier nanoTicker,
    Duration stopLimit) {}
