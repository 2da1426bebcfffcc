package io.energyops.execution;

import io.energyops.annotation.Experimental;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import io.energyops.run.ProgramRef;
import io.energyops.sandbox.SandboxOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to run, with what. Immutable; each {@code with} gives a changed copy. */
public final class RunRequest {

  private static final Pattern INPUT_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");

  private final ProgramRef program;
  private final List<String> args;
  private final Map<String, InputSource> inputs;
  private final SandboxOptions options;
  private final String triggeredBy;
  private final @Nullable ExecutionId retryOf;
  private final @Nullable String engine;

  private RunRequest(
      ProgramRef program,
      List<String> args,
      Map<String, InputSource> inputs,
      SandboxOptions options,
      String triggeredBy,
      @Nullable ExecutionId retryOf,
      @Nullable String engine) {
    this.program = program;
    this.args = List.copyOf(args);
    this.inputs = inputs;
    this.options = options;
    this.triggeredBy = triggeredBy;
    this.retryOf = retryOf;
    this.engine = engine;
  }

  /**
   * Runs a program with no arguments, no inputs and the default limits.
   *
   * @param program what to run
   * @return the request
   */
  public static RunRequest of(ProgramRef program) {
    return new RunRequest(
        program, List.of(), Map.of(), SandboxOptions.defaults(), "manual", null, null);
  }

  /**
   * Sets the arguments.
   *
   * @param values what the program gets in {@code sys.argv[1:]}; no NUL characters
   * @return a copy
   * @throws InvalidArgumentException when an argument holds a NUL character
   */
  public RunRequest withArgs(List<String> values) {
    if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A program argument holds a NUL character");
    }
    return new RunRequest(program, values, inputs, options, triggeredBy, retryOf, engine);
  }

  /**
   * Adds a file to the folder {@code inputs}.
   *
   * @param name the file's name, 1 to 200 characters without separators
   * @param source where its content comes from
   * @return a copy
   * @throws InvalidArgumentException when the name is no plain file name or is there already
   */
  public RunRequest withInput(String name, InputSource source) {
    if (!INPUT_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An input's name must be a plain file name of 1 to 200 characters without separators and"
              + " control characters");
    }
    Map<String, InputSource> all = new LinkedHashMap<>(inputs);
    if (all.putIfAbsent(name, source) != null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The input " + name + " is given twice");
    }
    return new RunRequest(program, args, all, options, triggeredBy, retryOf, engine);
  }

  /**
   * Sets the limits.
   *
   * @param value the limits, environment and grace
   * @return a copy
   */
  public RunRequest withOptions(SandboxOptions value) {
    return new RunRequest(program, args, inputs, value, triggeredBy, retryOf, engine);
  }

  /**
   * Says what led to the run.
   *
   * @param value such as {@code manual} or {@code schedule}, not blank
   * @return a copy
   * @throws InvalidArgumentException when the value is blank
   */
  public RunRequest withTriggeredBy(String value) {
    if (value.isBlank()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "What triggered the run must not be blank");
    }
    return new RunRequest(program, args, inputs, options, value, retryOf, engine);
  }

  /**
   * Names the execution that this one repeats.
   *
   * @param value an earlier execution of the same program
   * @return a copy
   */
  public RunRequest withRetryOf(ExecutionId value) {
    return new RunRequest(program, args, inputs, options, triggeredBy, value, engine);
  }

  /**
   * Names the engine that runs it; the builder's default engine when not set.
   *
   * @param name an engine that was given to the builder; an unknown one is refused by {@link
   *     Executions#run}
   * @return a copy
   */
  @Experimental
  public RunRequest onEngine(String name) {
    return new RunRequest(program, args, inputs, options, triggeredBy, retryOf, name);
  }

  /**
   * Returns what to run.
   *
   * @return the program
   */
  public ProgramRef program() {
    return program;
  }

  /**
   * Returns the arguments.
   *
   * @return in order
   */
  public List<String> args() {
    return args;
  }

  /**
   * Returns the input files.
   *
   * @return sources by file name, in order
   */
  public Map<String, InputSource> inputs() {
    return new LinkedHashMap<>(inputs);
  }

  /**
   * Returns the limits.
   *
   * @return the options
   */
  public SandboxOptions options() {
    return options;
  }

  /**
   * Returns what led to the run.
   *
   * @return not blank
   */
  public String triggeredBy() {
    return triggeredBy;
  }

  /**
   * Returns the execution that this one repeats.
   *
   * @return its id, or empty
   */
  public Optional<ExecutionId> retryOf() {
    return Optional.ofNullable(retryOf);
  }

  /**
   * Returns the name of the engine that runs it.
   *
   * @return the name, empty for the default
   */
  @Experimental
  public Optional<String> engine() {
    return Optional.ofNullable(engine);
  }
}
