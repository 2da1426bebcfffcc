package io.energyops.it.execution;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.RunRequest;
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

  private HostMain() {}

  public static void main(String[] args) throws Exception {
    EnergyOps ops = open(args);
    Script script = ops.scripts().upload(ScriptUpload.of("model.py", SCRIPT));
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
    EnergyOpsBuilder builder = EnergyOps.builder().dataDirectory(Path.of(args[1]));
    if (args.length > 2) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(args[2]);
      source.setUser("postgres");
      builder.dataSource(source).schema(args[3]);
    }
    return builder.open();
  }
}
