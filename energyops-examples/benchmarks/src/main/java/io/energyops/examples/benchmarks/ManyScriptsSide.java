package io.energyops.examples.benchmarks;

import io.energyops.execution.Execution;
import io.energyops.execution.RunRequest;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.util.ArrayList;
import java.util.List;

/** Starts a hundred executions at once, waits for all, and looks what one of them takes. */
final class ManyScriptsSide implements Side {

  static final int SCRIPTS = 100;

  static final String SCRIPT =
      """
      import time
      for number in range(20):
          print('step', number, flush=True)
          time.sleep(0.1)
      """;

  private static final double KIB = 1024;
  private static final double MIB = KIB * 1024;

  private final EngineForRun engine;
  private final Script script;
  private final int count;

  ManyScriptsSide(EngineForRun engine, Size size) {
    this.engine = engine;
    this.count = size.of(SCRIPTS);
    this.script = engine.ops().scripts().upload(ScriptUpload.of("steps.py", SCRIPT));
  }

  @Override
  public void prepare() {
    // Every round is a hundred executions of its own.
  }

  @Override
  public Measured measure() throws Exception {
    long before = heldHeap();
    long began = System.nanoTime();
    List<Execution> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(engine.ops().executions().run(RunRequest.of(script.ref())));
    }
    double supervisor = privateBytesOfSupervisor();
    double heap = Math.max(0, heldHeap() - before);
    for (Execution run : runs) {
      engine.awaitCompleted(run);
    }
    long nanos = System.nanoTime() - began;
    return Measured.rate(count, nanos, count + " scripts ended")
        .with("supervisor", supervisor / MIB)
        .with("heap", heap / KIB / count);
  }

  /** Mean of those that live now. */
  private static double privateBytesOfSupervisor() {
    List<ProcessHandle> supervisors =
        ProcessHandle.current()
            .descendants()
            .filter(child -> child.info().commandLine().orElse("").contains("supervisor"))
            .toList();
    long sum = 0;
    for (ProcessHandle each : supervisors) {
      sum += ProcessMemory.privateBytes(each.pid());
    }
    return supervisors.isEmpty() ? 0 : (double) sum / supervisors.size();
  }

  private static long heldHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Override
  public void close() {
    engine.close();
  }
}
