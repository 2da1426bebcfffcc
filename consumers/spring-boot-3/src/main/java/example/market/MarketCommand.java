package example.market;

import io.energyops.upload.ImportReport;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Does the day's work when the command line names a workbook and a script. */
@Component
class MarketCommand implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(MarketCommand.class);

  private final DayAhead dayAhead;

  MarketCommand(DayAhead dayAhead) {
    this.dayAhead = dayAhead;
  }

  @Override
  public void run(ApplicationArguments args) throws Exception {
    if (args.containsOption("workbook") && args.containsOption("script")) {
      ImportReport report = dayAhead.load(path(args, "workbook"));
      LOG.info("{} rows imported", report.recordCount());
      DayAhead.Outcome outcome = dayAhead.run(path(args, "script"), report.importId());
      outcome.lines().forEach(LOG::info);
      LOG.info("run {}", outcome.result().status());
    }
  }

  private static Path path(ApplicationArguments args, String option) {
    return Path.of(args.getOptionValues(option).get(0));
  }
}
