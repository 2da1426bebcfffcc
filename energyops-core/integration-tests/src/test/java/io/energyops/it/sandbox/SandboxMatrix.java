package io.energyops.it.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs every hostile script within one composition and prints a line for each: name, kind, verdict,
 * and whether it was contained. The first line names the composition.
 */
final class SandboxMatrix {

  private static final int AT_ONCE = 4;

  private SandboxMatrix() {}

  public static void main(String[] args) throws Exception {
    ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
    try (Walls walls = Walls.without(Set.of(args))) {
      System.out.println(String.join(" + ", walls.composition()));
      List<Future<HostileRun>> runs = new ArrayList<>();
      for (HostileScript script : HostileScript.all()) {
        runs.add(runners.submit(() -> walls.run(script)));
      }
      for (int at = 0; at < runs.size(); at++) {
        HostileScript script = HostileScript.all().get(at);
        HostileRun run = runs.get(at).get();
        System.out.println(
            String.join("\t", script.name(), script.kind(), run.verdict(), state(script, run)));
      }
    } finally {
      runners.shutdownNow();
    }
  }

  private static String state(HostileScript script, HostileRun run) {
    if (!run.uncontained().isEmpty()) {
      return "not contained";
    }
    if (!run.escapes().isEmpty()) {
      return "detected";
    }
    return script.ends().contains(run.verdict()) ? "contained" : "contained, other end";
  }
}
