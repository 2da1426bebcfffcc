package example.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.ExecutionResult;
import io.energyops.run.ExecutionStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayAheadTest {

  @TempDir Path folder;

  @Test
  void a_workbook_goes_in_and_the_lines_of_a_script_come_out() throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    ExecutionResult result;
    try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      result = DayAhead.run(folder, file("market_snapshot.xlsx"), file("mean_price.py"), out);
    }
    assertEquals(ExecutionStatus.COMPLETED, result.status());
    List<String> lines = shown.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals("96 rows imported", lines.get(0));
    assertTrue(lines.get(1).startsWith("Row 98: timePeriod must be a date and time"), lines.get(1));
    assertEquals(
        "96 blocks, mean day-ahead price 4363.72 Rs/MWh", lines.get(lines.size() - 1), "last line");
  }

  @Test
  void only_what_was_asked_for_is_on_the_class_path() {
    for (String absent :
        List.of(
            "org.postgresql.Driver",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.apache.logging.log4j.core.Logger",
            "jakarta.el.ExpressionFactory",
            "io.energyops.it.JavaProcess")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(absent), absent);
    }
  }

  private static Path file(String name) throws Exception {
    return Path.of(DayAheadTest.class.getResource("/" + name).toURI());
  }
}
