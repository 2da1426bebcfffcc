package example.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.energyops.run.ExecutionStatus;
import io.energyops.upload.ImportReport;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** One day's work, whatever the database. */
final class MarketDay {

  static final Path WORKBOOK = file("market_snapshot.xlsx");
  static final Path SCRIPT = file("mean_price.py");
  static final String LAST_LINE = "96 blocks, mean day-ahead price 4363.72 Rs/MWh";

  private MarketDay() {}

  static ImportReport doneBy(DayAhead dayAhead) throws Exception {
    ImportReport report = dayAhead.load(WORKBOOK);
    assertThat(report.recordCount()).isEqualTo(96);
    assertThat(report.errors()).anyMatch(line -> line.startsWith("Row 99: timeblock must be"));
    DayAhead.Outcome outcome = dayAhead.run(SCRIPT, report.importId());
    assertThat(outcome.result().status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(outcome.lines()).endsWith(LAST_LINE);
    return report;
  }

  private static Path file(String name) {
    try {
      return Path.of(MarketDay.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
