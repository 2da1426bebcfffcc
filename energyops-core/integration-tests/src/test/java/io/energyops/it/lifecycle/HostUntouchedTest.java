package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.it.JavaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** In JVMs of their own, which only the engine could have changed. */
class HostUntouchedTest {

  @TempDir Path directory;

  @Test
  void nothing_of_the_jvm_is_changed_by_an_engine_open_or_closed() {
    List<String> said = run("untouched");

    assertTrue(said.contains("ROWS 4"), said::toString);
    assertTrue(said.contains("END"), said::toString);
    assertEquals(List.of(), said.stream().filter(line -> line.startsWith("CHANGED")).toList());
  }

  @Nested
  class ShutdownHooks {

    @Test
    void there_are_none_unless_asked() {
      List<String> said = run("hooks", false);

      assertEquals(hooks(said, "BEFORE"), hooks(said, "OPEN"));
    }

    @Test
    void one_goes_with_the_close_when_asked() {
      List<String> said = run("hooks", true);

      List<String> fresh = new ArrayList<>(hooks(said, "OPEN"));
      hooks(said, "BEFORE").forEach(fresh::remove);
      assertEquals(List.of("energyops-shutdown"), fresh);
      assertEquals(hooks(said, "BEFORE"), hooks(said, "CLOSED"));
    }

    @Test
    void one_closes_the_engine_at_the_end_of_the_jvm() throws SQLException {
      run("ends", true);

      assertEquals("closed", node());
    }

    @Test
    void without_one_the_end_of_the_jvm_is_like_a_crash() throws SQLException {
      run("ends", false);

      assertEquals("active", node());
    }

    private List<String> hooks(List<String> said, String when) {
      return said.stream()
          .filter(line -> line.startsWith("HOOK " + when))
          .map(line -> line.substring(("HOOK " + when).length() + 1))
          .sorted()
          .toList();
    }

    /** Whether the node said good-bye. */
    private String node() throws SQLException {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + directory.resolve("data/energyops.db"));
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select state from node")) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private List<String> run(String mode, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(mode, directory));
    arguments.addAll(List.of(more));
    List<String> options =
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");
    try (JavaProcess guest =
        JavaProcess.start(
            Path.of(System.getProperty("java.home")),
            options,
            GuestMain.class,
            arguments.toArray())) {
      return guest.lines();
    }
  }
}
