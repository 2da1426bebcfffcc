package io.energyops.process;

import io.energyops.run.ExecutionId;
import io.energyops.sandbox.IsolationPlanner;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a sandbox executor was given. */
record SandboxParts(
    Path workRoot,
    ScheduledExecutorService scheduler,
    ScheduledExecutorService leases,
    Executor executor,
    Supplier<Optional<Path>> interpreter,
    IsolationPlanner planner,
    LongSupplier nanoTicker,
    Supplier<ExecutionId> ids,
    Supplier<String> tokens,
    Map<String, String> hostEnvironment) {}
