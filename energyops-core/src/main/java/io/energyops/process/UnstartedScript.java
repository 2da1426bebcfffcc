package io.energyops.process;

import io.energyops.run.Enforcement;
import io.energyops.run.ExecutionId;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.KillResult;
import io.energyops.run.TerminationReason;
import io.energyops.sandbox.RunningScript;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A script whose supervisor could not be started: it has failed already. */
final class UnstartedScript implements RunningScript {

  private final ExecutionResult result;

  UnstartedScript(ExecutionId id, String message, List<Enforcement> limits) {
    this.result =
        ExecutionResult.builder(id, ExecutionStatus.FAILED, TerminationReason.COULD_NOT_START)
            .message(message)
            .limits(limits)
            .build();
  }

  @Override
  public ExecutionId id() {
    return result.id();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public CompletableFuture<KillResult> kill() {
    return CompletableFuture.completedFuture(new KillResult.AlreadyFinished(result.status()));
  }

  @Override
  public CompletableFuture<ExecutionResult> completion() {
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
