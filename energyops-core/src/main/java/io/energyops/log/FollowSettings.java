package io.energyops.log;

import io.energyops.event.EventHub;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What every follower needs; {@link ExecutionLogsBuilder} says what each means. */
record FollowSettings(
    @Nullable EventHub hub,
    ScheduledExecutorService scheduler,
    Executor executor,
    LongSupplier nanoTicker,
    Duration pollInterval,
    Duration gapPatience) {}
