package io.energyops.run;

/** Which link led to a process when a run was ended. Cases may be added. */
public enum FoundBy {
  /** It was in a control group of the run. */
  CGROUP,
  /** It was in the process group of the run's program. */
  GROUP,
  /** It was in the session of the run's program, or in one that a process of the run had begun. */
  SESSION,
  /** A process of the run, or its supervisor, was among its parents. */
  DESCENT,
  /** Its environment named the run. */
  COOKIE,
  /** No link was left, but it had been seen below the supervisor before. */
  REMEMBERED
}
