package io.energyops.testkit;

import io.energyops.EnergyOps;
import io.energyops.error.EnergyOpsException;
import io.energyops.execution.Execution;
import io.energyops.log.LogEntry;
import io.energyops.run.ExecutionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells in words how a run stands: its state and its last lines. */
final class RunReport {

  private static final int LAST_LINES = 10;

  private RunReport() {}

  static String of(EnergyOps ops, ExecutionId id) {
    try {
      Optional<Execution> found = ops.executions().find(id);
      if (found.isEmpty()) {
        return "there is no execution " + id;
      }
      // Lines are seen live before the database has them.
      ops.logs().flush(id);
      return state(found.get())
          + "; last lines:"
          + indented(ops.executionLogs().tail(id, LAST_LINES));
    } catch (EnergyOpsException e) {
      return "its state could not be read: " + e.getMessage();
    }
  }

  static String indented(List<LogEntry> lines) {
    return lines.isEmpty()
        ? " none"
        : lines.stream()
            .map(line -> line.lineNumber() + " " + lower(line.level()) + " " + line.message())
            .collect(Collectors.joining("\n  ", "\n  ", ""));
  }

  private static String state(Execution run) {
    StringBuilder text = new StringBuilder("it is ").append(run.status().wireName());
    run.reason().ifPresent(reason -> text.append(", ").append(reason.wireName()));
    run.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
    run.signal().ifPresent(signal -> text.append(", signal ").append(signal));
    run.errorMessage().ifPresent(message -> text.append(", ").append(message));
    return text.append(", ").append(run.outputLines()).append(" lines").toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
