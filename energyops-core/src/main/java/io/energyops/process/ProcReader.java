package io.energyops.process;

import java.util.List;
import java.util.Optional;

/** The process table as the kernel shows it. */
interface ProcReader {

  /** Empty when there is no such process. */
  Optional<ProcStat> stat(long pid);

  /** Every process that can be seen. */
  List<ProcStat> all();

  /** Whether this text is one of the environment entries; false when they cannot be read. */
  boolean hasEnvironmentEntry(long pid, String entry);

  /** The command line, cut at 200 characters; the name when there is none. */
  String command(ProcStat process);

  String bootId();

  long pidNamespace();
}
