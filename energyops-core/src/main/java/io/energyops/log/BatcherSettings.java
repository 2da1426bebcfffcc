package io.energyops.log;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The checked settings of a batcher; {@link LogBatcherBuilder} says what each means. */
record BatcherSettings(
    int batchSize,
    Duration maxDelay,
    long maxBufferedBytes,
    FullPolicy whenFull,
    Duration blockLimit,
    Duration flushLimit,
    Duration closeLimit,
    LongSupplier nanoTicker,
    RandomGenerator random,
    ThreadFactory threads) {}
