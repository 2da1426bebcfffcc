package io.energyops.it.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.energyops.EnergyOps;
import io.energyops.execution.Artefact;
import io.energyops.execution.Execution;
import io.energyops.execution.InputSource;
import io.energyops.execution.RunRequest;
import io.energyops.log.LogEntry;
import io.energyops.process.SandboxExecutors;
import io.energyops.process.TrialRun;
import io.energyops.python.InterpreterFolders;
import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import io.energyops.sandbox.Isolation;
import io.energyops.sandbox.IsolationPlanner;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import io.energyops.script.Script;
import io.energyops.script.ScriptUpload;
import io.energyops.storage.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really run: pandas, scipy and a solver, within the default limits. */
@Tag("kernel")
class RealModelTest {

  /** The system's own, for which the packages are installed. */
  private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int BLOCKS = 96;

  private static final String PLANTS =
      """
      name,min_mw,max_mw,price_per_mwh,start_cost,ramp_mw_per_block
      nuclear,180,220,1500,900000,20
      coal,120,400,3200,250000,60
      lignite,80,260,2900,180000,40
      gas,40,300,6100,60000,200
      diesel,0,120,11500,9000,120
      """;

  @TempDir Path directory;

  @BeforeEach
  void lookForPackages() throws Exception {
    Process asked =
        new ProcessBuilder(SYSTEM_PYTHON.toString(), "-c", "import pandas, scipy, numpy, openpyxl")
            .start();
    assumeTrue(
        asked.waitFor() == 0,
        "python3-pandas, python3-scipy, python3-numpy and python3-openpyxl are not installed");
  }

  @ParameterizedTest
  @EnumSource
  void a_unit_commitment_model_reads_and_writes_workbooks(Isolation isolation) throws Exception {
    try (EnergyOps ops =
        EnergyOps.builder()
            .dataDirectory(directory.resolve("data"))
            .isolation(isolation)
            .interpreter(SYSTEM_PYTHON)
            .open()) {
      Script script = ops.scripts().upload(ScriptUpload.of("unit_commitment.py", model()));
      Execution run =
          ops.executions()
              .run(
                  RunRequest.of(script.ref())
                      .withInput(
                          "plants.csv",
                          InputSource.ofBytes(PLANTS.getBytes(StandardCharsets.UTF_8)))
                      .withInput("demand.xlsx", InputSource.ofBytes(demand())));
      ExecutionResult result = ops.executions().await(run.id(), LIMIT);
      List<String> log =
          ops.executionLogs().tail(run.id(), 20).stream().map(LogEntry::message).toList();
      assertEquals(ExecutionStatus.COMPLETED, result.status(), result + " " + log);
      assertTrue(log.contains("96 blocks, 5 plants, peak 950.0 MW"), log.toString());
      String last = log.get(log.size() - 1);
      assertTrue(last.matches("cost \\d+, balance missed by at most 0\\.0000\\d+ MW"), last);
      Artefact schedule = ops.executions().artefacts(run.id()).get(0);
      assertEquals("schedule.xlsx", schedule.name());
      try (InputStream in = ops.storage().open(schedule.key(), ByteRange.all());
          XSSFWorkbook book = new XSSFWorkbook(in)) {
        Sheet sheet = book.getSheetAt(0);
        assertEquals(BLOCKS, sheet.getLastRowNum());
        assertEquals("nuclear", sheet.getRow(0).getCell(2).getStringCellValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bubblewrap,own user",
        "cgroup v1,cgroup v2",
        "cgroup v1,cgroup v2,bubblewrap,own user"
      })
  void the_libraries_can_be_imported_in_each_composition(String without) throws IOException {
    ExecutionResult result =
        run(
            Set.of(without.split(",")),
            SYSTEM_PYTHON,
            "import numpy, pandas, scipy.optimize\nprint(numpy.ones((1000, 1000)).dot(numpy.ones(1000)).sum())");
    assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
  }

  @Test
  void a_virtual_environment_is_found_by_asking_its_interpreter() throws Exception {
    Path environment = directory.resolve("model-env");
    Process made =
        new ProcessBuilder(
                SYSTEM_PYTHON.toString(),
                "-m",
                "venv",
                "--without-pip",
                "--system-site-packages",
                environment.toString())
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    Path packages;
    try (Stream<Path> all = Files.walk(environment)) {
      packages = all.filter(path -> path.endsWith("site-packages")).findFirst().orElseThrow();
    }
    Files.writeString(packages.resolve("company_model.py"), "BLOCKS = 96\n");
    ExecutionResult result =
        run(
            Set.of(),
            environment.resolve("bin/python3"),
            "import company_model, pandas\nassert company_model.BLOCKS == 96");
    assertEquals(ExecutionStatus.COMPLETED, result.status(), result.toString());
  }

  @Test
  void a_module_that_is_missing_is_named_in_the_log() throws IOException {
    ExecutionResult result = run(Set.of(), SYSTEM_PYTHON, "import gurobipy");
    assertEquals(1, result.exitCode().orElseThrow());
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("No module named 'gurobipy'"));
  }

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private ExecutionResult run(Set<String> without, Path interpreter, String source)
      throws IOException {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    Path runs = directory.resolve("runs");
    IsolationPlanner planner =
        IsolationPlanner.strongest(
                new TrialRun(runs, () -> Optional.of(interpreter), System::nanoTime),
                new InterpreterFolders()::of)
            .without(without);
    Path script = Files.writeString(directory.resolve("model.py"), source);
    try (SandboxExecutor sandbox =
        SandboxExecutors.builder(runs, scheduler)
            .interpreter(() -> Optional.of(interpreter))
            .hostEnvironment(Map.of("PATH", "/usr/bin:/bin"))
            .planner(planner)
            .build()) {
      return sandbox
          .executeScript(
              script,
              List.of(),
              SandboxOptions.builder()
                  .output((stream, time, bytes) -> printed.writeBytes(bytes))
                  .build())
          .completion()
          .orTimeout(120, TimeUnit.SECONDS)
          .join();
    } finally {
      scheduler.shutdownNow();
    }
  }

  private static String model() throws IOException {
    try (InputStream in = RealModelTest.class.getResourceAsStream("/models/unit_commitment.py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Two peaks a day, in blocks of 15 minutes. */
  private static byte[] demand() throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      Sheet sheet = book.createSheet("demand");
      Row header = sheet.createRow(0);
      header.createCell(0).setCellValue("block");
      header.createCell(1).setCellValue("demand_mw");
      for (int block = 1; block <= BLOCKS; block++) {
        Row row = sheet.createRow(block);
        row.createCell(0).setCellValue(block);
        double hour = block / 4.0;
        double peaks = Math.exp(-Math.pow(hour - 9, 2) / 6) + Math.exp(-Math.pow(hour - 19, 2) / 5);
        row.createCell(1).setCellValue(Math.round((620 + 330 * peaks) * 10) / 10.0);
      }
      book.write(bytes);
      return bytes.toByteArray();
    }
  }
}
