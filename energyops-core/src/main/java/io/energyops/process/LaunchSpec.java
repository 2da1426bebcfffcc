package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.sandbox.Confinement;
import io.energyops.sandbox.Confinement.JobLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What to run under a supervisor, and within which limits. Immutable. */
@Internal
public final class LaunchSpec {

  private final Path interpreter;
  private final Path controlDirectory;
  private final Path workingDirectory;
  private final Confinement confinement;
  private final Map<String, String> environment;
  private final String token;
  private final @Nullable Duration wallTime;
  private final long outputBytes;
  private final Duration grace;
  private final Duration restartGrace;

  private LaunchSpec(Builder builder) {
    this.interpreter = required(builder.interpreter, "interpreter").toAbsolutePath();
    this.controlDirectory = required(builder.controlDirectory, "controlDirectory").toAbsolutePath();
    this.workingDirectory = required(builder.workingDirectory, "workingDirectory").toAbsolutePath();
    this.confinement = builder.confinement;
    this.environment = Map.copyOf(builder.environment);
    this.token = required(builder.token, "token");
    this.wallTime = builder.wallTime;
    this.outputBytes = builder.outputBytes;
    this.grace = builder.grace;
    this.restartGrace = builder.restartGrace;
    check(!confinement.command().isEmpty(), "command must name a program");
    check(!token.isBlank(), "token must not be blank");
    check(outputBytes >= 0, "outputBytes must not be negative");
    check(!grace.isNegative(), "grace must not be negative");
    check(!restartGrace.isNegative(), "restartGrace must not be negative");
    check(wallTime == null || wallTime.toMillis() > 0, "wallTime must be at least 1 ms");
  }

  /**
   * Begins a specification.
   *
   * @return a builder; interpreter, controlDirectory, workingDirectory, command and token must be
   *     set
   */
  public static Builder builder() {
    return new Builder();
  }

  Path interpreter() {
    return interpreter;
  }

  Path controlDirectory() {
    return controlDirectory;
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  List<String> command() {
    return confinement.command();
  }

  Optional<JobLimits> job() {
    return confinement.job();
  }

  List<String> launcher() {
    return confinement.launcher();
  }

  /** The whole environment, the run's cookie included. */
  Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(ProcessTree.COOKIE, token);
    return all;
  }

  Optional<Duration> wallTime() {
    return Optional.ofNullable(wallTime);
  }

  long outputBytes() {
    return outputBytes;
  }

  Duration grace() {
    return grace;
  }

  Duration restartGrace() {
    return restartGrace;
  }

  Map<String, Object> toMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("argv", confinement.command());
    members.put("env", environment);
    members.put("cwd", workingDirectory.toString());
    members.put("token", token);
    if (wallTime != null) {
      members.put("wallMillis", wallTime.toMillis());
    }
    members.put("outputBytes", outputBytes);
    members.put("graceMillis", grace.toMillis());
    members.put("restartGraceMillis", restartGrace.toMillis());
    Map<String, Object> confined = confinement.toMap();
    if (!confined.isEmpty()) {
      members.put("confinement", confined);
    }
    return members;
  }

  private static <T> T required(@Nullable T value, String name) {
    check(value != null, name + " must be set");
    return Objects.requireNonNull(value);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new InvalidArgumentException(ErrorCode.INVALID_ARGUMENT, "Launch: " + message);
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private @Nullable Path interpreter;
    private @Nullable Path controlDirectory;
    private @Nullable Path workingDirectory;
    private Confinement confinement = Confinement.none(List.of());
    private Map<String, String> environment = Map.of();
    private @Nullable String token;
    private @Nullable Duration wallTime;
    private long outputBytes = Long.MAX_VALUE;
    private Duration grace = Duration.ofSeconds(5);
    private Duration restartGrace = Duration.ZERO;

    private Builder() {}

    /**
     * Sets the Python 3.9 or newer that runs the supervisor.
     *
     * @param value the real interpreter, no shim of a version manager
     * @return this
     */
    public Builder interpreter(Path value) {
      this.interpreter = value;
      return this;
    }

    /**
     * Sets where the files between JVM and supervisor lie; one directory per run, never used twice.
     *
     * @param value a directory, made with mode 700 when it is missing
     * @return this
     */
    public Builder controlDirectory(Path value) {
      this.controlDirectory = value;
      return this;
    }

    /**
     * Sets the working directory of the program.
     *
     * @param value an existing directory
     * @return this
     */
    public Builder workingDirectory(Path value) {
      this.workingDirectory = value;
      return this;
    }

    /**
     * Sets the program with its arguments.
     *
     * @param value at least the program; without a slash it is looked for in the environment's PATH
     * @return this
     */
    public Builder command(List<String> value) {
      this.confinement = Confinement.none(value);
      return this;
    }

    /**
     * Sets the program with what holds it, in place of the bare program.
     *
     * @param value the command and what the supervisor sets up around it
     * @return this
     */
    public Builder confinement(Confinement value) {
      this.confinement = value;
      return this;
    }

    /**
     * Sets the whole environment of the program; nothing else is added but the run's cookie.
     *
     * @param value names and values
     * @return this
     */
    public Builder environment(Map<String, String> value) {
      this.environment = value;
      return this;
    }

    /**
     * Sets the text by which processes of this run are found in the process table.
     *
     * @param value unique for this run, not blank
     * @return this
     */
    public Builder token(String value) {
      this.token = value;
      return this;
    }

    /**
     * Sets the time after which the program is ended; none by default.
     *
     * @param value at least a millisecond
     * @return this
     */
    public Builder wallTime(Duration value) {
      this.wallTime = value;
      return this;
    }

    /**
     * Sets how much the program may print; unlimited by default.
     *
     * @param value bytes on both streams together, 0 or more
     * @return this
     */
    public Builder outputBytes(long value) {
      this.outputBytes = value;
      return this;
    }

    /**
     * Sets the time between TERM and KILL, and how long a silent child may hold the output open; 5
     * s by default.
     *
     * @param value zero or more
     * @return this
     */
    public Builder grace(Duration value) {
      this.grace = value;
      return this;
    }

    /**
     * Sets how long the program may run on without a touch of its lease; zero, the default, means
     * for ever.
     *
     * @param value zero or more
     * @return this
     */
    public Builder restartGrace(Duration value) {
      this.restartGrace = value;
      return this;
    }

    /**
     * Makes the specification.
     *
     * @return the specification
     * @throws InvalidArgumentException when a part is missing or out of range
     */
    public LaunchSpec build() {
      return new LaunchSpec(this);
    }
  }
}
