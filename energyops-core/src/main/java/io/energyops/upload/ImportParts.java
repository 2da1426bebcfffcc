package io.energyops.upload;

import io.energyops.database.Database;
import io.energyops.identity.CurrentUser;
import io.energyops.identity.IdSource;
import io.energyops.storage.StorageBackend;
import java.time.Clock;
import java.time.ZoneId;

/** What every import uses. */
record ImportParts(
    Database database,
    StorageBackend storage,
    UploadSpool spool,
    ImportTrail trail,
    ImportRemoval removal,
    Constraints constraints,
    CurrentUser currentUser,
    String node,
    IdSource ids,
    Clock clock,
    ZoneId marketZone) {}
