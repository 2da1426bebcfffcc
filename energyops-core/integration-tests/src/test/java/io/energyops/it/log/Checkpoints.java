package io.energyops.it.log;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.log.LogCheckpoint;
import io.energyops.run.ExecutionId;

/** Offsets that a reader commits; the column for the run time stands for the spool's. */
final class Checkpoints {

  private Checkpoints() {}

  static LogCheckpoint fenced(ExecutionId id, long fence, long offset) {
    return transaction -> {
      int changed =
          transaction
              .update(
                  """
                  update #test_script_execution set runtime_ms = :offset
                  where execution_id = :id and fence = :fence""")
              .bind("offset", offset)
              .bind("id", id.value())
              .bind("fence", fence)
              .execute();
      if (changed == 0) {
        throw new EnergyOpsException(ErrorCode.STALE_FENCE, "Execution " + id + " was taken over");
      }
    };
  }

  static long stored(LogStore store, ExecutionId id) {
    return store
        .database()
        .read(
            transaction ->
                transaction
                    .query(
                        "select coalesce(runtime_ms, 0) from #test_script_execution"
                            + " where execution_id = :id")
                    .bind("id", id.value())
                    .mapTo(Long.class)
                    .one());
  }
}
