package io.energyops.execution;

import io.energyops.database.Transaction;
import io.energyops.event.Event;
import io.energyops.event.Outbox;
import io.energyops.event.Topic;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that tell of a run's end. */
final class RunEvents {

  private RunEvents() {}

  static void ended(
      Outbox outbox, Transaction tx, ProgramRef program, ExecutionResult result, Instant at) {
    outbox.publishAll(tx, ended(program, result, at));
  }

  static List<Outbox.Addressed> ended(ProgramRef program, ExecutionResult result, Instant at) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("executionId", result.id().value());
    data.put("programId", program.id());
    data.put("status", result.status().wireName());
    data.put("reason", result.reason().wireName());
    data.put("exitCode", result.exitCode().isPresent() ? result.exitCode().getAsInt() : null);
    data.put("message", result.message().orElse(null));
    data.put("runtimeMs", result.runtime().toMillis());
    data.put("outputLines", result.outputLines());
    data.put("timestamp", at);
    String type = result.status() == ExecutionStatus.COMPLETED ? "script:complete" : "script:error";
    Event event = Event.of(type, data);
    return List.of(
        new Outbox.Addressed(Topic.DASHBOARD, event),
        new Outbox.Addressed(Topic.execution(result.id()), event));
  }
}
