package io.energyops.examples.quickstart;

import io.energyops.run.ExecutionId;
import io.energyops.run.ImportId;
import io.energyops.script.ScriptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the run has made and must take away again. Lists are confined to one thread, pids are not.
 */
final class Traces {

  private final List<ImportId> imports = new ArrayList<>();
  private final List<ScriptId> scripts = new ArrayList<>();
  private final List<ExecutionId> executions = new ArrayList<>();
  private final Set<ProcessHandle> processes = ConcurrentHashMap.newKeySet();

  void add(ImportId id) {
    imports.add(id);
  }

  void add(ScriptId id) {
    scripts.add(id);
  }

  void add(ExecutionId id) {
    executions.add(id);
  }

  /** A handle remembers when its process started, so a number that is given again is no match. */
  void addProcess(long pid) {
    ProcessHandle.of(pid).ifPresent(processes::add);
  }

  List<ImportId> imports() {
    return List.copyOf(imports);
  }

  List<ScriptId> scripts() {
    return List.copyOf(scripts);
  }

  List<ExecutionId> executions() {
    return List.copyOf(executions);
  }

  Set<ProcessHandle> processes() {
    return Set.copyOf(processes);
  }

  /** Returns every id as text. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    imports.forEach(id -> ids.add(id.value()));
    scripts.forEach(id -> ids.add(id.value()));
    executions.forEach(id -> ids.add(id.value()));
    return ids;
  }
}
