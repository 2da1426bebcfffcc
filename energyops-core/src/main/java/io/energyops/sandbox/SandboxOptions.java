package io.energyops.sandbox;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.LimitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits, environment and output of a script. Every limit is preferred unless required. Immutable.
 */
public final class SandboxOptions {

  private final long memoryBytes;
  private final int cpuPercent;
  private final Duration wallTime;
  private final int maxProcesses;
  private final int maxOpenFiles;
  private final long outputBytes;
  private final long diskBytes;
  private final long diskEntries;
  private final boolean networkAllowed;
  private final List<Path> readablePaths;
  private final Set<String> environmentAllowList;
  private final Map<String, String> environment;
  private final Duration grace;
  private final @Nullable Path interpreter;
  private final boolean isolatedInterpreter;
  private final OutputSink output;
  private final Set<LimitKind> required;

  SandboxOptions(SandboxOptionsBuilder builder) {
    this.memoryBytes = positive(builder.memoryBytes, "memoryBytes");
    this.cpuPercent = (int) positive(builder.cpuPercent, "cpuPercent");
    this.wallTime = builder.wallTime;
    positive(wallTime.toMillis(), "wallTime in milliseconds");
    this.maxProcesses = (int) positive(builder.maxProcesses, "maxProcesses");
    this.maxOpenFiles = (int) positive(builder.maxOpenFiles, "maxOpenFiles");
    this.outputBytes = positive(builder.outputBytes, "outputBytes");
    this.diskBytes = positive(builder.diskBytes, "diskBytes");
    this.diskEntries = positive(builder.diskEntries, "diskEntries");
    this.readablePaths = List.copyOf(builder.readablePaths);
    this.networkAllowed = builder.networkAllowed;
    this.environmentAllowList = Set.copyOf(builder.environmentAllowList);
    this.environment = Map.copyOf(builder.environment);
    this.grace = builder.grace;
    if (grace.isNegative()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "Sandbox: grace must not be negative, but was " + grace);
    }
    this.interpreter = builder.interpreter;
    this.isolatedInterpreter = builder.isolatedInterpreter;
    this.output = builder.output;
    this.required = Set.copyOf(builder.required);
  }

  /**
   * Begins options with the defaults: 512 MiB memory, 50 % of one CPU, 10 minutes, 64 processes,
   * 1024 open files, 64 MiB output, 1 GiB and 100 000 entries on disk, no network, the variables
   * PATH, PYTHONPATH, HOME and USER, and a grace of 5 seconds.
   *
   * @return a builder
   */
  public static SandboxOptionsBuilder builder() {
    return new SandboxOptionsBuilder();
  }

  /**
   * Returns the defaults.
   *
   * @return the options that {@link #builder()} begins with
   */
  public static SandboxOptions defaults() {
    return builder().build();
  }

  /**
   * Returns the memory of the whole process tree.
   *
   * @return bytes, at least 1
   */
  public Limit<Long> memoryBytes() {
    return limit(LimitKind.MEMORY, memoryBytes);
  }

  /**
   * Returns the share of processor time.
   *
   * @return per cent of one CPU, at least 1; 200 is two CPUs
   */
  public Limit<Integer> cpuPercent() {
    return limit(LimitKind.CPU, cpuPercent);
  }

  /**
   * Returns the wall time.
   *
   * @return at least a millisecond
   */
  public Limit<Duration> wallTime() {
    return limit(LimitKind.TIME, wallTime);
  }

  /**
   * Returns the number of processes and threads.
   *
   * @return at least 1
   */
  public Limit<Integer> maxProcesses() {
    return limit(LimitKind.PIDS, maxProcesses);
  }

  /**
   * Returns the number of open files of one process.
   *
   * @return at least 1
   */
  public Limit<Integer> maxOpenFiles() {
    return limit(LimitKind.FILES, maxOpenFiles);
  }

  /**
   * Returns how much may be printed on both streams together.
   *
   * @return bytes, at least 1
   */
  public Limit<Long> outputBytes() {
    return limit(LimitKind.OUTPUT, outputBytes);
  }

  /**
   * Returns how much may be written to disk.
   *
   * @return bytes, at least 1
   */
  public Limit<Long> diskBytes() {
    return limit(LimitKind.DISK, diskBytes);
  }

  /**
   * Returns how many files, folders and links may be made.
   *
   * @return at least 1
   */
  public Limit<Long> diskEntries() {
    return limit(LimitKind.DISK, diskEntries);
  }

  /**
   * Returns what the script may read beside its work folder, its interpreter and the system's own
   * folders: a solver's licence, say.
   *
   * @return absolute paths of files and folders
   */
  public List<Path> readablePaths() {
    return readablePaths;
  }

  /**
   * Returns whether the script may use the network.
   *
   * @return false by default
   */
  public boolean networkAllowed() {
    return networkAllowed;
  }

  /**
   * Returns which of this JVM's variables the script gets, if they are set. HOME is replaced by the
   * work folder.
   *
   * @return the names
   */
  public Set<String> environmentAllowList() {
    return environmentAllowList;
  }

  /**
   * Returns further variables; they win over the allow-list.
   *
   * @return names and values
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Returns the time between TERM and KILL.
   *
   * @return zero or more
   */
  public Duration grace() {
    return grace;
  }

  /**
   * Returns what is given to Python itself: no buffering of output, and the isolated mode when that
   * was asked.
   *
   * @return its options, which come before the script
   */
  public List<String> interpreterOptions() {
    return isolatedInterpreter ? List.of("-u", "-I") : List.of("-u");
  }

  /**
   * Returns the Python interpreter for this script.
   *
   * @return its path, empty for the executor's own
   */
  public Optional<Path> interpreter() {
    return Optional.ofNullable(interpreter);
  }

  /**
   * Returns where the output goes.
   *
   * @return the sink; by default output is counted and dropped
   */
  public OutputSink output() {
    return output;
  }

  /**
   * Returns what shall happen when nothing enforces a limit.
   *
   * @param limit which limit
   * @return required or preferred
   */
  public Requirement requirement(LimitKind limit) {
    return required.contains(limit) ? Requirement.REQUIRED : Requirement.PREFERRED;
  }

  private <T> Limit<T> limit(LimitKind kind, T value) {
    return new Limit<>(value, requirement(kind));
  }

  private static long positive(long value, String name) {
    if (value < 1) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "Sandbox: " + name + " must be at least 1, but was " + value);
    }
    return value;
  }
}
