package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects {@link SandboxOptions}; {@link #build()} checks them. Not thread-safe. */
public final class SandboxOptionsBuilder {

  private static final long MIB = 1L << 20;

  long memoryBytes = 512 * MIB;
  int cpuPercent = 50;
  Duration wallTime = Duration.ofMinutes(10);
  int maxProcesses = 64;
  int maxOpenFiles = 1024;
  long outputBytes = 64 * MIB;
  long diskBytes = 1024 * MIB;
  long diskEntries = 100_000;
  List<Path> readablePaths = List.of();
  boolean networkAllowed;
  Set<String> environmentAllowList = Set.of("PATH", "PYTHONPATH", "HOME", "USER");
  Map<String, String> environment = Map.of();
  Duration grace = Duration.ofSeconds(5);
  @Nullable Path interpreter;
  boolean isolatedInterpreter;
  OutputSink output = (stream, time, data) -> {};
  final EnumSet<LimitKind> required = EnumSet.noneOf(LimitKind.class);

  SandboxOptionsBuilder() {}

  /**
   * Sets the memory of the whole process tree.
   *
   * @param value bytes, at least 1
   * @return this
   */
  public SandboxOptionsBuilder memoryBytes(long value) {
    this.memoryBytes = value;
    return this;
  }

  /**
   * Sets the share of processor time.
   *
   * @param value per cent of one CPU, at least 1
   * @return this
   */
  public SandboxOptionsBuilder cpuPercent(int value) {
    this.cpuPercent = value;
    return this;
  }

  /**
   * Sets the wall time.
   *
   * @param value at least a millisecond
   * @return this
   */
  public SandboxOptionsBuilder wallTime(Duration value) {
    this.wallTime = value;
    return this;
  }

  /**
   * Sets the number of processes and threads.
   *
   * @param value at least 1
   * @return this
   */
  public SandboxOptionsBuilder maxProcesses(int value) {
    this.maxProcesses = value;
    return this;
  }

  /**
   * Sets the number of open files of one process.
   *
   * @param value at least 1
   * @return this
   */
  public SandboxOptionsBuilder maxOpenFiles(int value) {
    this.maxOpenFiles = value;
    return this;
  }

  /**
   * Sets how much may be printed on both streams together.
   *
   * @param value bytes, at least 1
   * @return this
   */
  public SandboxOptionsBuilder outputBytes(long value) {
    this.outputBytes = value;
    return this;
  }

  /**
   * Sets how much may be written to disk.
   *
   * @param value bytes, at least 1
   * @return this
   */
  public SandboxOptionsBuilder diskBytes(long value) {
    this.diskBytes = value;
    return this;
  }

  /**
   * Sets how many files, folders and links may be made.
   *
   * @param value at least 1
   * @return this
   */
  public SandboxOptionsBuilder diskEntries(long value) {
    this.diskEntries = value;
    return this;
  }

  /**
   * Sets what the script may read beside its work folder, its interpreter and the system's own
   * folders. Where nothing keeps it from the file system, it may read what its user may read.
   *
   * @param value absolute paths of existing files and folders
   * @return this
   */
  public SandboxOptionsBuilder readablePaths(List<Path> value) {
    this.readablePaths = value;
    return this;
  }

  /**
   * Sets whether the script may use the network.
   *
   * @param value true to allow it
   * @return this
   */
  public SandboxOptionsBuilder networkAllowed(boolean value) {
    this.networkAllowed = value;
    return this;
  }

  /**
   * Sets whether Python runs in its isolated mode ({@code -I}): no variable of Python counts,
   * {@code PYTHONPATH} neither, and neither the script's folder nor a user's own packages are
   * looked into for modules.
   *
   * @param value false by default
   * @return this
   */
  public SandboxOptionsBuilder isolatedInterpreter(boolean value) {
    this.isolatedInterpreter = value;
    return this;
  }

  /**
   * Sets which of this JVM's variables the script gets.
   *
   * @param value the names
   * @return this
   */
  public SandboxOptionsBuilder environmentAllowList(Set<String> value) {
    this.environmentAllowList = value;
    return this;
  }

  /**
   * Sets further variables.
   *
   * @param value names and values
   * @return this
   */
  public SandboxOptionsBuilder environment(Map<String, String> value) {
    this.environment = value;
    return this;
  }

  /**
   * Sets the time between TERM and KILL, and how long a silent child may hold the output open.
   *
   * @param value zero or more
   * @return this
   */
  public SandboxOptionsBuilder grace(Duration value) {
    this.grace = value;
    return this;
  }

  /**
   * Sets the Python interpreter of this script.
   *
   * @param value the real interpreter, no shim of a version manager
   * @return this
   */
  public SandboxOptionsBuilder interpreter(Path value) {
    this.interpreter = value;
    return this;
  }

  /**
   * Sets where the output goes.
   *
   * @param value the sink
   * @return this
   */
  public SandboxOptionsBuilder output(OutputSink value) {
    this.output = value;
    return this;
  }

  /**
   * Requires limits: when one of them cannot be enforced, nothing is started.
   *
   * @param value which limits, also those without a value
   * @return this
   */
  public SandboxOptionsBuilder require(LimitKind... value) {
    this.required.addAll(List.of(value));
    return this;
  }

  /**
   * Checks and makes the options.
   *
   * @return the options
   * @throws io.energyops.error.InvalidArgumentException when a value is out of range
   */
  public SandboxOptions build() {
    return new SandboxOptions(this);
  }
}
