package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that has just been started, in a job with what it has started since. Windows lets a JVM
 * take in a process only after its start: a child from before that is found by its parent and taken
 * in too, unless that parent, itself a child, has ended already.
 *
 * @param tree the program's descendants
 * @param job holds them, null where Windows refused it
 */
record HeldTree(DescendantTree tree, @Nullable JobObject job) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldTree.class);
  private static final int LOOKS = 10;

  static HeldTree of(ProcessIdentity program, ProcReader proc) {
    return of(program, proc, JobObject.create());
  }

  /** Holds a program in a job that may have limits; the job is closed with the tree. */
  static HeldTree of(ProcessIdentity program, ProcReader proc, Optional<JobObject> made) {
    DescendantTree tree = new DescendantTree(proc, program);
    if (made.isEmpty()) {
      return new HeldTree(tree, null);
    }
    JobObject job = made.get();
    boolean held = job.assign(program);
    boolean outside = takeIn(tree, job, program);
    if (!held && tree.members().stream().anyMatch(m -> m.pid() == program.pid())) {
      LOG.warn("Windows takes process {} into no job: it is ended by other means", program.pid());
      job.close();
      return new HeldTree(tree, null);
    }
    if (outside) {
      LOG.warn("A child of process {} was not taken into its job", program.pid());
    }
    return new HeldTree(tree, job);
  }

  /** Returns whether one that lives is left outside. */
  private static boolean takeIn(DescendantTree tree, JobObject job, ProcessIdentity program) {
    for (int look = 0; look < LOOKS; look++) {
      Set<Long> inside = new HashSet<>(job.members());
      List<ProcStat> outside =
          tree.members().stream()
              .filter(m -> m.pid() != program.pid() && !inside.contains(m.pid()))
              .toList();
      if (outside.isEmpty()) {
        return false;
      }
      for (ProcStat process : outside) {
        job.assign(
            new ProcessIdentity(
                process.pid(), process.startTicks(), program.bootId(), program.pidNamespace()));
      }
    }
    return true;
  }

  /** The program and what came from it, by the parents' numbers and by the job. */
  List<Survivor> living() {
    if (job != null) {
      // Who has lost its parents is known to the job alone.
      tree.add(job.members());
    }
    return tree.members().stream()
        .map(process -> tree.survivor(process, "it did not end after it was terminated"))
        .toList();
  }

  Duration cpuTime() {
    return job == null ? Duration.ZERO : job.cpuTime();
  }

  @Override
  public void close() {
    if (job != null) {
      job.close();
    }
  }
}
