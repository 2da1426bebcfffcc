package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command that runs a program within its limits, and what the supervisor sets up around it.
 * Immutable.
 */
@Experimental
public final class Confinement {

  /** In a command: the number of the descriptor to which a reporter tells the program's end. */
  public static final String REPORT = "{report}";

  private final List<String> command;
  private final List<String> launcher;
  private final List<ControlGroup> groups;
  private final Map<String, Long> resourceLimits;
  private final @Nullable UserRange users;
  private final List<Path> opened;
  private final List<Path> handedOver;
  private final @Nullable DiskAllowance disk;
  private final byte @Nullable [] filter;
  private final boolean wrapped;
  private final @Nullable JobLimits job;

  private Confinement(Builder builder) {
    this.command = List.copyOf(builder.command);
    this.launcher = List.copyOf(builder.launcher);
    this.groups = List.copyOf(builder.groups);
    this.resourceLimits = Map.copyOf(builder.resourceLimits);
    this.users = builder.users;
    this.opened = List.copyOf(builder.opened);
    this.handedOver = List.copyOf(builder.handedOver);
    this.disk = builder.disk;
    this.filter = builder.filter;
    this.wrapped = builder.wrapped;
    this.job = builder.job;
  }

  /**
   * What a Job Object of Windows holds for all its processes together.
   *
   * @param memoryBytes committed memory, 0 for no limit
   * @param cpuPercent of one processor, 200 is two, 0 for no limit
   * @param processes 0 for no limit
   */
  public record JobLimits(long memoryBytes, int cpuPercent, int processes) {}

  /**
   * What may lie in the folders of a run.
   *
   * @param folders where is looked
   * @param bytes allocated bytes, at least 1
   * @param entries files, folders and links, at least 1
   */
  public record DiskAllowance(List<Path> folders, long bytes, long entries) {

    /**
     * Copies the folders.
     *
     * @param folders where is looked
     * @param bytes allocated bytes
     * @param entries files, folders and links
     */
    public DiskAllowance {
      folders = List.copyOf(folders);
    }
  }

  /**
   * Holds nothing.
   *
   * @param command the program and its arguments
   * @return the bare command
   */
  public static Confinement none(List<String> command) {
    return new Builder(command).build();
  }

  /**
   * Returns what to run.
   *
   * @return the program and its arguments, with every wrapper
   */
  public List<String> command() {
    return command;
  }

  /**
   * Returns what the supervisor itself is started through.
   *
   * @return a program and its arguments that becomes what follows it, empty for none
   */
  public List<String> launcher() {
    return launcher;
  }

  /**
   * Returns what a Job Object shall hold.
   *
   * @return limits on Windows, empty elsewhere
   */
  public Optional<JobLimits> job() {
    return Optional.ofNullable(job);
  }

  /**
   * Returns what the supervisor sets up.
   *
   * @return members of its specification, empty when there is nothing to set up
   */
  public Map<String, Object> toMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!groups.isEmpty()) {
      members.put("groups", groups.stream().map(ControlGroup::toMap).toList());
    }
    if (!launcher.isEmpty()) {
      members.put("scope", true);
    }
    if (!resourceLimits.isEmpty()) {
      members.put("rlimits", resourceLimits);
    }
    Optional.ofNullable(users).ifPresent(range -> members.put("uids", range.toMap()));
    if (!opened.isEmpty()) {
      members.put("open", opened.stream().map(Path::toString).toList());
    }
    if (!handedOver.isEmpty()) {
      members.put("handOver", handedOver.stream().map(Path::toString).toList());
    }
    if (disk != null) {
      members.put(
          "watch",
          Map.of(
              "folders", disk.folders().stream().map(Path::toString).toList(),
              "bytes", disk.bytes(),
              "entries", disk.entries()));
    }
    Optional.ofNullable(filter)
        .ifPresent(bytes -> members.put("filter", Base64.getEncoder().encodeToString(bytes)));
    if (wrapped) {
      members.put("report", true);
    }
    return members;
  }

  /** Says nothing of the command, which may hold secrets. */
  @Override
  public String toString() {
    return "Confinement" + toMap().keySet();
  }

  /** Collects what holds one program; the backends add to it one after the other. */
  @Experimental
  public static final class Builder {

    private List<String> command;
    private List<String> launcher = List.of();
    private final List<ControlGroup> groups = new ArrayList<>();
    private final Map<String, Long> resourceLimits = new LinkedHashMap<>();
    private @Nullable UserRange users;
    private final List<Path> opened = new ArrayList<>();
    private final List<Path> handedOver = new ArrayList<>();
    private @Nullable DiskAllowance disk;
    private byte @Nullable [] filter;
    private boolean wrapped;
    private @Nullable JobLimits job;

    Builder(List<String> command) {
      this.command = List.copyOf(command);
    }

    /**
     * Puts a wrapper around the command.
     *
     * @param words the wrapper's program and arguments; the command so far follows them
     * @return this
     */
    public Builder wrap(List<String> words) {
      List<String> all = new ArrayList<>(words);
      all.addAll(command);
      command = all;
      return this;
    }

    /**
     * Says that the program is not the process that the supervisor starts: how it ended is told by
     * a reporter on the descriptor {@link Confinement#REPORT}.
     *
     * @return this
     */
    public Builder wrapped() {
      this.wrapped = true;
      return this;
    }

    /**
     * Adds a control group. On version 1 there may be several.
     *
     * @param group made before the start
     * @return this
     * @throws IllegalStateException when a group of another backend is there
     */
    public Builder group(ControlGroup group) {
      if (groups.stream().anyMatch(other -> other.version() == 2 || group.version() == 2)) {
        throw new IllegalStateException("the program has a control group already");
      }
      groups.add(group);
      return this;
    }

    /**
     * Has the supervisor started in a control group of its own, which it divides.
     *
     * @param words a program that puts itself into such a group and becomes what follows it
     * @param group of the program, its folder relative to the supervisor's group
     * @return this
     */
    public Builder scope(List<String> words, ControlGroup group) {
      this.launcher = List.copyOf(words);
      return group(group);
    }

    /**
     * Sets a resource limit of the program's process, which its children inherit.
     *
     * @param name as in {@code RLIMIT_…}, in lower case
     * @param value the soft and hard limit, 0 or more
     * @return this
     */
    public Builder resourceLimit(String name, long value) {
      resourceLimits.put(name, value);
      return this;
    }

    /**
     * Takes a resource limit back that a backend has set which holds less than this one.
     *
     * @param name as in {@code RLIMIT_…}, in lower case
     * @return this
     */
    public Builder liftResourceLimit(String name) {
      resourceLimits.remove(name);
      return this;
    }

    /**
     * Runs the program under a user id of its own.
     *
     * @param range where the supervisor takes it from
     * @param folders what shall belong to it
     * @return this
     */
    public Builder ownUser(UserRange range, List<Path> folders) {
      this.users = range;
      this.handedOver.addAll(folders);
      return this;
    }

    /**
     * Returns whether the program runs under a user id of its own.
     *
     * @return true once {@link #ownUser} was called
     */
    public boolean hasOwnUser() {
      return users != null;
    }

    /**
     * Has the supervisor open something while it has its own rights.
     *
     * @param path a file or folder
     * @return the word that stands for it in the command
     */
    public String open(Path path) {
      opened.add(path);
      return "{open:" + (opened.size() - 1) + "}";
    }

    /**
     * Sets what may be written.
     *
     * @param allowance where and how much
     * @return this
     */
    public Builder disk(DiskAllowance allowance) {
      this.disk = allowance;
      return this;
    }

    /**
     * Sets the filter of system calls that a wrapper loads.
     *
     * @param program what the kernel runs at each call
     * @return the word that stands for the descriptor in the command
     */
    public String filter(byte[] program) {
      this.filter = program.clone();
      return "{filter}";
    }

    /**
     * Sets what a Job Object holds.
     *
     * @param limits of all processes of the run
     * @return this
     */
    public Builder job(JobLimits limits) {
      this.job = limits;
      return this;
    }

    /**
     * Makes the confinement.
     *
     * @return the confinement
     */
    public Confinement build() {
      Objects.requireNonNull(command, "command");
      return new Confinement(this);
    }
  }
}
