package io.energyops.process;

import java.util.List;
import java.util.Optional;

/** The process table as the system shows it. */
interface ProcReader {

  /** The table of this machine. */
  static ProcReader system() {
    return Windows.here() ? WindowsProcesses.system() : ProcFs.system();
  }

  /** Empty when there is no such process. */
  Optional<ProcStat> stat(long pid);

  /** The number of every process that can be seen. */
  default List<Long> pids() {
    return all().stream().map(ProcStat::pid).toList();
  }

  /** Every process that can be seen. */
  List<ProcStat> all();

  /** Whether this text is one of the environment entries; false when they cannot be read. */
  boolean hasEnvironmentEntry(long pid, String entry);

  /** The command line, cut at 200 characters; the name when there is none. */
  String command(ProcStat process);

  String bootId();

  long pidNamespace();
}
