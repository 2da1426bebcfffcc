package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.it.JavaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A host whose own {@code db/migration/V1__host.sql} is on the class path and whose Flyway uses the
 * same database (field case M-02).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostFlywayTest {

  private static final String HOST_FIRST = "host 1 engine 1 host 0 engine 1 customers 3";
  private static final String ENGINE_FIRST = "engine 1 host 1 engine 1 host 0 customers 3";

  private Path fatJar;

  @BeforeAll
  void shade(@TempDir Path folder) throws Exception {
    fatJar = FatJar.of(System.getProperty("java.class.path"), folder.resolve("host.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE, host, false",
    "SQLITE, engine, false",
    "SQLITE, host, true",
    "SQLITE, engine, true",
    "POSTGRESQL, host, false",
    "POSTGRESQL, engine, false",
    "POSTGRESQL, host, true",
    "POSTGRESQL, engine, true"
  })
  void each_applies_its_own_first_migration_and_sees_none_of_the_other(
      HostDatabase kind, String first, boolean oneJar, @TempDir Path directory) throws Exception {
    DataSource source = kind.create(directory);
    assertEquals(
        first.equals("host") ? HOST_FIRST : ENGINE_FIRST,
        oneJar
            ? inOneJar(first, source, directory)
            : FlywayHost.start(first.equals("host"), source, directory.resolve("data")));
    assertEquals(
        "1",
        Sql.text(
            source,
            "select count(*) from "
                + kind.table("energyops", "energyops_schema_history")
                + " where script = 'V1__schema.sql'"));
    assertEquals(
        "1",
        Sql.text(
            source, "select count(*) from flyway_schema_history where script = 'V1__host.sql'"));
    assertEquals(
        "0",
        Sql.text(
            source, "select count(*) from flyway_schema_history where script = 'V1__schema.sql'"));
  }

  private String inOneJar(String first, DataSource source, Path directory) throws SQLException {
    String url;
    try (Connection connection = source.getConnection()) {
      url = connection.getMetaData().getURL();
    }
    try (JavaProcess host =
        JavaProcess.onClassPath(
            fatJar.toString(), FlywayHost.class, first, url, directory.resolve("data"))) {
      return String.valueOf(host.line());
    }
  }
}
