package example.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that is deployed, with all libraries as jars inside it, started as users start it. */
class PackagedJarIT {

  @TempDir Path folder;

  @Test
  void the_jar_works_on_the_applications_postgresql() throws Exception {
    assertThat(started("--spring.datasource.url=" + Postgres.url()))
        .contains("96 rows imported", MarketDay.LAST_LINE, "run COMPLETED")
        .doesNotContain(" ERROR ");
  }

  @Test
  void the_jar_works_on_a_database_of_the_engine() throws Exception {
    assertThat(started("--spring.profiles.active=embedded"))
        .contains("96 rows imported", MarketDay.LAST_LINE, "run COMPLETED")
        .doesNotContain(" ERROR ", " WARN ");
  }

  private String started(String option) throws Exception {
    Path shown = folder.resolve("shown.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("application.jar"),
                "--market.data-directory=" + folder.resolve("data"),
                "--workbook=" + MarketDay.WORKBOOK,
                "--script=" + MarketDay.SCRIPT,
                option));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(shown);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
