package io.energyops.it.execution;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.RunRequest;
import io.energyops.sandbox.Isolation;
import io.energyops.script.RunningPolicy;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedding application in a JVM of its own, for tests that kill it. */
final class HostMain {

  /** Prints 3000 lines in about three seconds, leaves an output and ends with code 3. */
  static final String SCRIPT =
      """
      import sys, time
      for i in range(1, 3001):
          print('line', i, flush=(i % 10 == 0))
          if i % 100 == 0: time.sleep(0.08)
      open('outputs/left.txt', 'w').write('left')
      sys.exit(3)
      """;

  static final int SHORT_LINES = 800;

  /** Prints its lines in about a second, with a process in a session of its own beside it. */
  static final String SHORT_SCRIPT =
      """
      import os, subprocess, sys, time
      beside = subprocess.Popen(['sh', '-c', 'sleep 60', os.environ['ENERGYOPS_RUN']],
                                start_new_session=True, stdout=subprocess.DEVNULL)
      for i in range(1, %d):
          os.write(1, b'line %%d\\n' %% i)
          if i %% 10 == 0: time.sleep(0.012)
      open('outputs/left.txt', 'w').write('left')
      sys.exit(3)
      """
          .formatted(SHORT_LINES + 1);

  private HostMain() {}

  public static void main(String[] args) throws Exception {
    EnergyOps ops = open(args);
    String source = args[0].equals("short") ? SHORT_SCRIPT : SCRIPT;
    Script script = ops.scripts().upload(ScriptUpload.of("model.py", source));
    var run = ops.executions().run(RunRequest.of(script.ref()));
    System.out.println("RUN " + run.id());
    if (args[0].equals("delete")) {
      ops.executions().await(run.id(), Duration.ofMinutes(1));
      System.out.println("DELETING " + script.id());
      ops.scripts().delete(script.id(), RunningPolicy.REFUSE);
      System.out.println("DELETED");
    }
    new CountDownLatch(1).await();
  }

  private static EnergyOps open(String[] args) {
    EnergyOpsBuilder builder =
        EnergyOps.builder().dataDirectory(Path.of(args[1])).isolation(Isolation.PLAIN);
    if (args.length > 2) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(args[2]);
      source.setUser("postgres");
      builder.dataSource(source).schema(args[3]);
    }
    return builder.open();
  }
}
