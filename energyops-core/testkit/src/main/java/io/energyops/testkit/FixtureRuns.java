package io.energyops.testkit;

import io.energyops.EnergyOps;
import io.energyops.execution.Execution;
import io.energyops.execution.ExecutionQuery;
import io.energyops.process.KillOptions;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The runs of one engine that have or will have a process. */
record FixtureRuns(EnergyOps ops, Path dataDirectory) {

  private static final Duration KILL_GRACE = Duration.ofMillis(200);

  List<ExecutionId> going() {
    return Stream.of(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING)
        .flatMap(status -> all(status).stream())
        // A row whose process the host never started has nothing to be ended.
        .filter(run -> run.status() == ExecutionStatus.RUNNING || startsByItself(run.id()))
        .map(Execution::id)
        .distinct()
        .toList();
  }

  int kill(Duration limit) {
    List<ExecutionId> going = going();
    KillOptions options = KillOptions.defaults().withGrace(KILL_GRACE);
    for (ExecutionId id : going) {
      var unused = ops.processes().killProcess(id, options);
    }
    going.forEach(id -> Await.terminal(ops, id, limit));
    return going.size();
  }

  private boolean startsByItself(ExecutionId id) {
    return Files.isDirectory(dataDirectory.resolve("runs").resolve(id.value()))
        || ops.processes().isProcessRunning(id);
  }

  private List<Execution> all(ExecutionStatus status) {
    List<Execution> found = new ArrayList<>();
    ExecutionQuery query = ExecutionQuery.all().inStatus(status);
    Optional<String> next = Optional.empty();
    do {
      var page = ops.executions().list(query.after(next));
      found.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return found;
  }
}
