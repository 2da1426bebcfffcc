package io.energyops.storage.local;

import io.energyops.storage.HealthState;
import io.energyops.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.UUID;
import java.util.function.Supplier;

/** Tries a small write in the root and looks at the free space. */
record LocalHealth(Folders folders, Supplier<UUID> ids) {

  private static final long LOW_SPACE_BYTES = 64L << 20;

  HealthState check() {
    String probe = Names.temporary(ids.get());
    try (HeldFolder held = folders.open(Place.ROOT)) {
      try (FileChannel channel = held.folder().create(probe)) {
        channel.write(ByteBuffer.allocate(1));
      } finally {
        held.folder().delete(probe);
      }
      long free = Files.getFileStore(folders.root()).getUsableSpace();
      String detail = "local storage, " + (free >> 20) + " MiB free";
      return free < LOW_SPACE_BYTES ? HealthState.degraded(detail) : HealthState.up(detail);
    } catch (StorageException e) {
      return HealthState.down("local storage cannot be used: " + e.getMessage());
    } catch (IOException e) {
      return HealthState.down("local storage cannot be written: " + e.getClass().getSimpleName());
    }
  }
}
