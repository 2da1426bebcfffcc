package io.energyops.examples.quickstart;

import io.energyops.EnergyOps;
import io.energyops.run.ImportId;
import io.energyops.script.RunningPolicy;
import io.energyops.script.ScriptId;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Deletes what the run made and counts what is left of it. */
final class Removal {

  private final EnergyOps ops;
  private final Screen screen;
  private final Traces traces;
  private final ProcessCensus processes;
  private final FileCensus files;
  private final RowCensus rows;

  Removal(
      EnergyOps ops,
      Screen screen,
      Traces traces,
      ProcessCensus processes,
      FileCensus files,
      RowCensus rows) {
    this.ops = ops;
    this.screen = screen;
    this.traces = traces;
    this.processes = processes;
    this.files = files;
    this.rows = rows;
  }

  /** Fails when something is left. */
  void run() {
    screen.heading("Delete everything");
    Set<String> ids = new TreeSet<>(traces.ids());
    ids.addAll(
        rows.fileIds(new TreeSet<>(traces.imports().stream().map(ImportId::value).toList())));
    long rowsBefore = rows.count(ids);
    int filesBefore = files.added().size();
    for (ScriptId script : traces.scripts()) {
      ops.scripts().delete(script, RunningPolicy.STOP);
    }
    for (ImportId id : traces.imports()) {
      ops.imports().delete(id);
    }
    screen.line(
        "   scripts: "
            + traces.scripts().size()
            + ", runs: "
            + traces.executions().size()
            + ", imports: "
            + traces.imports().size()
            + "; with them "
            + rowsBefore
            + " rows and "
            + filesBefore
            + " files");
    Set<Long> processesLeft = processes.left();
    Set<Path> filesLeft = files.added();
    long rowsLeft = rows.count(ids);
    String left =
        "left: "
            + processesLeft.size()
            + " processes, "
            + filesLeft.size()
            + " files, "
            + rowsLeft
            + " rows";
    screen.line(left);
    if (!processesLeft.isEmpty() || !filesLeft.isEmpty() || rowsLeft > 0) {
      throw new TourFailure("not everything went: " + left + " " + processesLeft + filesLeft);
    }
  }
}
