package io.energyops.examples.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * The command. It exits with 0 when everything worked, 1 when something failed, 2 for wrong
 * options.
 */
@Command(
    name = "quickstart",
    version = "EnergyOps quickstart 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description =
        "Imports a market workbook, runs a day-ahead dispatch on it, shows log lines and a chart, kills a"
            + " runaway script and deletes everything again.")
public final class Quickstart implements Callable<Integer> {

  private final PrintStream out;
  private final Map<String, String> environment;
  private final TerminalKind terminal;

  @Option(
      names = "--workbook",
      paramLabel = "FILE",
      description =
          "A market workbook (.xlsx, .xls or .csv) of your own; the shipped one otherwise.")
  private @Nullable Path workbook;

  @Option(
      names = "--sheet",
      paramLabel = "NAME",
      description = "The sheet to read; the first visible one otherwise.")
  private @Nullable String sheet;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description =
          "A Python script of your own in place of the shipped dispatch. It reads inputs/snapshot.csv and may"
              + " write to outputs/.")
  private @Nullable Path script;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data directory, which is kept; a temporary one otherwise, which is removed.")
  private @Nullable Path data;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Asia/Kolkata",
      converter = ZoneConverter.class,
      description = "The market's time zone. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone = ZoneId.of("Asia/Kolkata");

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      defaultValue = "energyops-plot.html",
      description = "Where the plot is left. Default: ${DEFAULT-VALUE}.")
  private Path plot = Path.of("energyops-plot.html");

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "The Python interpreter, for example of a virtual environment; the first python3 on PATH otherwise.")
  private @Nullable Path python;

  @Option(names = "--no-color", description = "Print plain ASCII without colours.")
  private boolean noColor;

  /**
   * Makes a command.
   *
   * @param out where it prints
   * @param environment variables of the process, of which PATH, LANG and NO_COLOR matter
   * @param terminal what the place that it prints to can show
   */
  Quickstart(PrintStream out, Map<String, String> environment, TerminalKind terminal) {
    this.out = out;
    this.environment = environment;
    this.terminal = terminal;
  }

  /**
   * Runs the command and ends the process with its exit status.
   *
   * @param args the options
   */
  public static void main(String[] args) {
    quietLogging();
    TerminalKind terminal = TerminalKind.of(System.getenv());
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, terminal.charset());
    OrderlyEnd end = OrderlyEnd.install(Thread.currentThread());
    int status = 1;
    try {
      status = execute(new Quickstart(out, System.getenv(), terminal), args);
    } finally {
      out.flush();
      if (end.finished()) {
        System.exit(status);
      }
    }
  }

  static int execute(Quickstart command, String... args) {
    return new CommandLine(command).execute(args);
  }

  @Override
  public Integer call() {
    Screen screen = new Screen(out, noColor ? terminal.withoutColour() : terminal);
    return new Tour(
            screen,
            new TourSettings(workbook, sheet, script, data, zone, plot, python),
            environment)
        .run();
  }

  /** The libraries' chatter is not the user's business here; warnings are. */
  static void quietLogging() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream settings = Quickstart.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new IllegalStateException("The logging settings are part of the jar", e);
    }
  }

  /** Turns a wrong zone into an error of usage. */
  static final class ZoneConverter implements ITypeConverter<ZoneId> {

    ZoneConverter() {}

    @Override
    public ZoneId convert(String value) {
      try {
        return ZoneId.of(value);
      } catch (DateTimeException e) {
        throw new CommandLine.TypeConversionException(
            "'" + value + "' is no time zone; give one such as Asia/Kolkata or Europe/Berlin");
      }
    }
  }
}
