package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that tries to create each of some keys, and prints how many it created. */
final class ConditionalWriter {

  static final int KEYS = 200;

  private ConditionalWriter() {}

  public static void main(String[] args) {
    int won = 0;
    try (StorageBackend storage = LocalStorage.open(Path.of(args[0]))) {
      byte[] name = args[1].getBytes(StandardCharsets.UTF_8);
      awaitOther(storage, args[1]);
      for (int i = 0; i < KEYS; i++) {
        try {
          StorageKey key = StorageKey.of("contested/" + i);
          storage.save(key, ObjectSource.of(name), WriteCondition.ifAbsent());
          won++;
        } catch (StorageAlreadyExistsException lost) {
          // The other process was faster.
        }
      }
      storage.delete("ready/" + args[1]);
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(won);
  }

  private static void awaitOther(StorageBackend storage, String name) {
    storage.save("ready/" + name, new byte[0]);
    // One that sees the other's work under way goes on as well: it may have come and gone.
    while (storage.list("ready/").size() < 2 && storage.list("contested/").isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
