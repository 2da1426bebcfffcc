package io.energyops.it.log;

import io.energyops.log.FullPolicy;
import io.energyops.log.LogBatcher;
import io.energyops.log.LogBufferFullException;
import io.energyops.run.ExecutionId;
import java.nio.file.Path;
import java.time.Duration;

/** Logs while the database is away, with the defaults, until no more is taken. */
final class SmallHeapMain {

  private SmallHeapMain() {}

  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    LogDatabase kind = LogDatabase.SQLITE;
    FaultySource network = new FaultySource(kind.hostSource(directory));
    try (LogStore store = LogDatabase.of(kind.hostSource(directory), "main");
        LogBatcher batcher =
            LogBatcher.builder(network.source())
                .whenFull(FullPolicy.REFUSE)
                .closeLimit(Duration.ZERO)
                .build()) {
      ExecutionId id = store.execution("small-heap");
      network.down = true;
      long taken = 0;
      try {
        while (true) {
          batcher.addLog(LogStore.line(id, taken + 1));
          taken++;
        }
      } catch (LogBufferFullException e) {
        System.out.println("taken " + taken);
      }
    }
  }
}
