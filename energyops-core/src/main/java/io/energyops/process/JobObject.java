package io.energyops.process;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.energyops.error.EnergyOpsException;
import io.energyops.run.LimitKind;
import io.energyops.sandbox.Confinement.JobLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that Windows ends together: on request, and when the last handle of the job is closed,
 * which the end of this JVM does in any case. What a member starts is a member. Thread-safe.
 */
final class JobObject implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobObject.class);

  private static final int ACCOUNTING = 1;
  private static final int ACCOUNTING_BYTES = 48;
  private static final int PROCESS_IDS = 3;
  private static final int MOST_IDS = 4096;
  private static final int LIMITS = 9;
  private static final int LIMITS_BYTES = 144;
  private static final int LIMIT_FLAGS = 16;
  private static final int PROCESS_LIMIT = 40;
  private static final int PRIORITY_CLASS = 56;
  private static final int MEMORY_LIMIT = 120;
  private static final int PROCESSOR_RATE = 15;
  private static final int PROCESSOR_RATE_BYTES = 8;
  private static final int RATE_ENABLED_AS_HARD_CAP = 0x1 | 0x4;
  private static final int WHOLE_RATE = 10_000;
  private static final int LIMIT_PROCESSES = 0x8;
  private static final int LIMIT_MEMORY = 0x200;
  private static final int LIMIT_PRIORITY_CLASS = 0x20;
  private static final int LIMIT_KILL_ON_CLOSE = 0x2000;
  private static final int BELOW_NORMAL = 0x4000;
  private static final int EXIT_CODE = 1;

  private final HANDLE job;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  private JobObject(HANDLE job) {
    this.job = job;
  }

  /** Empty where Windows refuses it. */
  static Optional<JobObject> create() {
    HANDLE handle;
    try {
      WindowsCalls.check();
      handle = WindowsCalls.jobs().CreateJobObject(null, null);
    } catch (EnergyOpsException e) {
      LOG.warn("Without job objects the processes of a run are found by their parents", e);
      return Optional.empty();
    }
    if (handle == null) {
      LOG.warn("Windows made no job object: error {}", Kernel32.INSTANCE.GetLastError());
      return Optional.empty();
    }
    JobObject job = new JobObject(handle);
    // The priority is the lesser wish: a job that cannot hold it shall hold its processes anyway.
    if (job.limit(LIMIT_KILL_ON_CLOSE | LIMIT_PRIORITY_CLASS, null)
        || job.limit(LIMIT_KILL_ON_CLOSE, null)) {
      return Optional.of(job);
    }
    LOG.warn("Windows refused kill-on-close: error {}", Kernel32.INSTANCE.GetLastError());
    job.close();
    return Optional.empty();
  }

  /**
   * Sets limits for all members together; see JOBOBJECT_EXTENDED_LIMIT_INFORMATION and
   * JOBOBJECT_CPU_RATE_CONTROL_INFORMATION of the Windows API.
   *
   * @return what Windows refused
   */
  Set<LimitKind> limit(JobLimits limits) {
    EnumSet<LimitKind> refused = EnumSet.noneOf(LimitKind.class);
    int flags = LIMIT_KILL_ON_CLOSE | LIMIT_PRIORITY_CLASS;
    if (limits.memoryBytes() > 0) {
      if (limit(flags | LIMIT_MEMORY, limits)) {
        flags |= LIMIT_MEMORY;
      } else {
        refused.add(LimitKind.MEMORY);
      }
    }
    if (limits.processes() > 0 && !limit(flags | LIMIT_PROCESSES, limits)) {
      refused.add(LimitKind.PIDS);
    }
    if (limits.cpuPercent() > 0 && !limitProcessor(limits.cpuPercent())) {
      refused.add(LimitKind.CPU);
    }
    return refused;
  }

  private boolean limitProcessor(int cpuPercent) {
    try (Memory rate = new Memory(PROCESSOR_RATE_BYTES)) {
      rate.setInt(0, RATE_ENABLED_AS_HARD_CAP);
      rate.setInt(4, rate(cpuPercent, Runtime.getRuntime().availableProcessors()));
      return WindowsCalls.jobs()
          .SetInformationJobObject(job, PROCESSOR_RATE, rate, PROCESSOR_RATE_BYTES);
    }
  }

  /** Hundredths of a per cent of all processors together, from per cent of one. */
  static int rate(int cpuPercent, int processors) {
    long rate = (long) cpuPercent * WHOLE_RATE / 100 / processors;
    return (int) Math.max(1, Math.min(WHOLE_RATE, rate));
  }

  /** Takes a process in, with what it starts from now on; false when Windows refuses. */
  boolean assign(ProcessIdentity process) {
    return open(
        false,
        () ->
            WindowsCalls.on(
                    process.pid(),
                    process.startTicks(),
                    WinNT.PROCESS_SET_QUOTA
                        | WinNT.PROCESS_TERMINATE
                        | WinNT.PROCESS_SET_INFORMATION,
                    this::takeIn)
                .orElse(false));
  }

  /** Ends all members at once. */
  boolean terminate() {
    return open(false, () -> WindowsCalls.jobs().TerminateJobObject(job, EXIT_CODE));
  }

  /** The process ids of the living members, of more than 4096 the first ones. */
  List<Long> members() {
    return open(
        List.of(),
        () -> {
          try (Memory list = new Memory(8 + 8L * MOST_IDS)) {
            list.clear();
            boolean all = query(PROCESS_IDS, list);
            int count = all || list.getInt(4) > 0 ? list.getInt(4) : 0;
            List<Long> found = new ArrayList<>();
            for (int i = 0; i < Math.min(count, MOST_IDS); i++) {
              found.add(list.getLong(8 + 8L * i));
            }
            return found;
          }
        });
  }

  /** User and system time of all members, the ended ones too. */
  Duration cpuTime() {
    return open(
        Duration.ZERO,
        () -> {
          try (Memory times = new Memory(ACCOUNTING_BYTES)) {
            return query(ACCOUNTING, times)
                ? Duration.ofNanos(100 * (times.getLong(0) + times.getLong(8)))
                : Duration.ZERO;
          }
        });
  }

  /** Ends whatever is left in it. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        Kernel32.INSTANCE.CloseHandle(job);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean takeIn(HANDLE process) {
    // Children of a process of this class are of this class, where the job does not see to it.
    Kernel32.INSTANCE.SetPriorityClass(process, new DWORD(BELOW_NORMAL));
    return WindowsCalls.jobs().AssignProcessToJobObject(job, process);
  }

  private boolean limit(int flags, @Nullable JobLimits wanted) {
    try (Memory limits = new Memory(LIMITS_BYTES)) {
      limits.clear();
      limits.setInt(LIMIT_FLAGS, flags);
      if ((flags & LIMIT_PRIORITY_CLASS) != 0) {
        limits.setInt(PRIORITY_CLASS, BELOW_NORMAL);
      }
      if (wanted != null) {
        limits.setInt(PROCESS_LIMIT, wanted.processes());
        limits.setLong(MEMORY_LIMIT, wanted.memoryBytes());
      }
      return WindowsCalls.jobs().SetInformationJobObject(job, LIMITS, limits, LIMITS_BYTES);
    }
  }

  private boolean query(int kind, Memory answer) {
    return WindowsCalls.jobs()
        .QueryInformationJobObject(job, kind, answer, (int) answer.size(), null);
  }

  /** A closed handle's number may belong to something else. */
  private <T> T open(T otherwise, Supplier<T> act) {
    lock.lock();
    try {
      return closed ? otherwise : act.get();
    } finally {
      lock.unlock();
    }
  }
}
