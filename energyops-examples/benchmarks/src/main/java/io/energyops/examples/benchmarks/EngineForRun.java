package io.energyops.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.Execution;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.sandbox.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An engine with its data in the run's folder, and its tables where the benchmark wants them. */
final class EngineForRun implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final @Nullable HikariDataSource source;
  private final EnergyOps ops;

  private EngineForRun(@Nullable HikariDataSource source, EnergyOps ops) {
    this.source = source;
    this.ops = ops;
  }

  static EngineForRun open(LogDatabase database, Setting setting, String name) {
    Path data = data(database, setting, name);
    EnergyOpsBuilder builder = EnergyOps.builder().dataDirectory(data).isolation(Isolation.PLAIN);
    HikariDataSource source = null;
    if (database == LogDatabase.POSTGRESQL) {
      source = database.open(setting, name);
      builder = builder.dataSource(source);
    }
    return new EngineForRun(source, builder.open());
  }

  /** The data directory of the engine that is opened under this name. */
  static Path data(LogDatabase database, Setting setting, String name) {
    return setting.folder().resolve(name + "-" + database.table("data"));
  }

  EnergyOps ops() {
    return ops;
  }

  void awaitCompleted(Execution run) throws Exception {
    ExecutionResult result = ops.executions().await(run.id(), LIMIT);
    if (result.status() != ExecutionStatus.COMPLETED) {
      throw new IllegalStateException("The script of the benchmark ended so: " + result);
    }
  }

  @Override
  public void close() {
    ops.close();
    if (source != null) {
      source.close();
    }
  }
}
