package io.energyops.python;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts from the interpreter's own parser, in a limited child process. Hostile source can crash a
 * parser, so whatever the child does but answer in full refuses the script.
 */
final class AstFacts implements FactSource {

  private static final int OUTPUT_LIMIT_BYTES = 8 << 20;
  private static final long MEMORY_LIMIT_BYTES = 768L << 20;

  private final PythonInterpreter interpreter;
  private final Duration limit;
  private final byte[] program;

  AstFacts(PythonInterpreter interpreter, Duration limit) {
    this(interpreter, limit, inspectionProgram());
  }

  AstFacts(PythonInterpreter interpreter, Duration limit, byte[] program) {
    this.interpreter = interpreter;
    this.limit = limit;
    this.program = program;
  }

  @Override
  public InspectionMethod method() {
    return InspectionMethod.AST;
  }

  @Override
  public ScriptFacts facts(SourceText source) {
    BoundedProcess.Outcome outcome;
    try {
      outcome =
          new BoundedProcess(limit, OUTPUT_LIMIT_BYTES)
              .run(command(), environment(), program, input(source.bytes()));
    } catch (IOException e) {
      return failed("the interpreter " + interpreter.executable() + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnergyOpsException(
          ErrorCode.INTERRUPTED, "Interrupted while a script was inspected; inspect it again", e);
    }
    if (outcome.exitCode().isEmpty()) {
      return failed("the inspection took longer than " + limit.toMillis() + " ms");
    }
    int code = outcome.exitCode().getAsInt();
    if (code != 0) {
      return failed("the parser's process ended with code " + code);
    }
    try {
      return read(Json.read(outcome.output()), source);
    } catch (InvalidArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      return failed("the parser's process gave no usable answer");
    }
  }

  private List<String> command() {
    long seconds = Math.max(1, limit.plusMillis(999).toSeconds());
    return List.of(
        interpreter.executable().toString(),
        "-I",
        "-S",
        "-B",
        "-W",
        "ignore",
        BoundedProcess.PROGRAM,
        Long.toString(seconds),
        Long.toString(MEMORY_LIMIT_BYTES));
  }

  private static Map<String, String> environment() {
    String root = System.getenv("SystemRoot");
    // Without it Windows cannot load the interpreter's libraries.
    return root == null ? Map.of() : Map.of("SystemRoot", root);
  }

  private static byte[] input(byte[] source) {
    WatchList watch = RuleTable.WATCH_LIST;
    ByteArrayOutputStream input = new ByteArrayOutputStream(source.length + 2048);
    for (Set<String> words : List.of(watch.names(), watch.attributes(), watch.methods())) {
      input.writeBytes((String.join(" ", words) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    input.writeBytes(source);
    return input.toByteArray();
  }

  private static ScriptFacts read(Map<String, @Nullable Object> answer, SourceText source) {
    if (!(answer.get("facts") instanceof List<?> rows)
        || !(answer.get("code") instanceof Boolean hasCode)
        || !Boolean.FALSE.equals(answer.get("truncated"))) {
      return failed("there is too much to report");
    }
    List<ScriptFact> facts = rows.stream().map(row -> fact((List<?>) row)).toList();
    List<?> problem = (List<?>) answer.get("problem");
    return new ScriptFacts(hasCode, facts, problem == null ? null : problem(problem, source));
  }

  private static ScriptFact fact(List<?> row) {
    String kind = ((String) row.get(0)).toUpperCase(Locale.ROOT);
    List<String> arguments = ((List<?>) row.get(4)).stream().map(String.class::cast).toList();
    return new ScriptFact(
        ScriptFact.Kind.valueOf(kind),
        (String) row.get(1),
        position(row.get(2), row.get(3)),
        arguments);
  }

  private static SourceProblem problem(List<?> row, SourceText source) {
    String message = (String) row.get(3);
    if ("syntax".equals(row.get(0))) {
      return SourceProblem.syntax(position(row.get(1), row.get(2)), message);
    }
    SourcePosition at =
        ((Number) row.get(1)).intValue() > 0
            ? position(row.get(1), row.get(2))
            : PythonTokenizer.scan(source.text()).busiestLine();
    return SourceProblem.tooDeep(at, message);
  }

  private static SourcePosition position(Object line, Object column) {
    return new SourcePosition(((Number) line).intValue(), ((Number) column).intValue());
  }

  private static ScriptFacts failed(String why) {
    return ScriptFacts.failed(
        SourceProblem.notInspected(ScriptRule.NOT_INSPECTED, SourcePosition.START, why));
  }

  private static byte[] inspectionProgram() {
    try (InputStream stream = AstFacts.class.getResourceAsStream("inspect.py")) {
      if (stream == null) {
        throw new IllegalStateException("The resource inspect.py is missing from the jar");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The resource inspect.py cannot be read", e);
    }
  }
}
