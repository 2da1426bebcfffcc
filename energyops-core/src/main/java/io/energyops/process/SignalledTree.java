package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TERM first, KILL after the grace, to the process and its descendants. */
final class SignalledTree implements TreeEnding {

  // A ProcessHandle checks the start time before it signals, so a recycled pid is never hit.
  private final Map<Long, ProcessHandle> tree = new LinkedHashMap<>();
  private boolean asked;
  private boolean forced;

  SignalledTree(ProcessHandle root) {
    tree.put(root.pid(), root);
  }

  @Override
  public List<Survivor> step(boolean graceOver) {
    List.copyOf(tree.values())
        .forEach(known -> known.descendants().forEach(child -> tree.put(child.pid(), child)));
    if (!asked) {
      asked = true;
      tree.values().forEach(ProcessHandle::destroy);
    }
    List<ProcessHandle> alive = tree.values().stream().filter(ProcessHandle::isAlive).toList();
    if (graceOver && !alive.isEmpty()) {
      forced = true;
      alive.forEach(ProcessHandle::destroyForcibly);
    }
    return alive.stream().map(SignalledTree::survivor).toList();
  }

  @Override
  public boolean forced() {
    return forced;
  }

  private static Survivor survivor(ProcessHandle handle) {
    String command = handle.info().commandLine().orElse("");
    return new Survivor(
        handle.pid(),
        command.substring(0, Math.min(200, command.length())),
        "it did not end after KILL");
  }
}
