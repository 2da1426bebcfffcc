package io.energyops.storage.local;

import io.energyops.storage.HealthState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Supplier;

/** Tries a small write in the root and looks at the free space. */
record LocalHealth(Path root, Supplier<UUID> ids) {

  private static final long LOW_SPACE_BYTES = 64L << 20;

  HealthState check() {
    Path probe = root.resolve(Names.temporary(ids.get()));
    try {
      Files.write(probe, new byte[1], StandardOpenOption.CREATE_NEW);
      Files.delete(probe);
      long free = Files.getFileStore(root).getUsableSpace();
      String detail = "local storage, " + (free >> 20) + " MiB free";
      return free < LOW_SPACE_BYTES ? HealthState.degraded(detail) : HealthState.up(detail);
    } catch (IOException e) {
      return HealthState.down("local storage cannot be written: " + e.getClass().getSimpleName());
    }
  }
}
