package io.energyops.run;

/** What a limit limits, and what an isolation backend can enforce. */
public enum LimitKind {
  /** Memory of the whole process tree. */
  MEMORY,
  /** Share of processor time. */
  CPU,
  /** Wall time. */
  TIME,
  /** Number of processes and threads. */
  PIDS,
  /** Number of open files. */
  FILES,
  /** Bytes written to disk. */
  DISK,
  /** Bytes written to standard output and error. */
  OUTPUT,
  /** Reach of the network. */
  NETWORK,
  /** View of the file system. */
  FILESYSTEM,
  /** Environment variables that the program sees. */
  ENVIRONMENT,
  /** Whether an end of the run reaches every descendant. */
  TREE_KILL
}
