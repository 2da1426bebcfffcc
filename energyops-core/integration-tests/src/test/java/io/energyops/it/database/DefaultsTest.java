package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DefaultsTest extends SchemaTestBase {

  private final SchemaRows rows = new SchemaRows(this);

  private void assertDefault(String expected, String column, String table) throws SQLException {
    assertEquals(expected, value("cast(" + column + " as varchar)", table), table + "." + column);
  }

  private void assertNow(String column, String table) throws SQLException {
    String text =
        switch (dialect) {
          case SQLITE -> value(column, table);
          case POSTGRESQL ->
              value(
                  "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                  table);
        };
    assertEquals(27, text.length(), text);
    Duration age = Duration.between(Instant.parse(text), Clock.systemUTC().instant()).abs();
    assertTrue(age.toSeconds() < 60, table + "." + column + " is " + text);
  }

  @Test
  void a_script_is_active_and_has_not_run() throws SQLException {
    rows.script("s");
    assertDefault("active", "status", "test_script");
    assertDefault("0", "total_runs", "test_script");
    assertNull(value("last_run_at", "test_script"));
    assertNow("uploaded_at", "test_script");
    assertNow("created_at", "test_script");
    assertNow("updated_at", "test_script");
  }

  @Test
  void an_execution_is_triggered_by_hand() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    assertDefault("manual", "triggered_by", "test_script_execution");
    assertDefault("0", "output_lines", "test_script_execution");
    assertDefault("0", "fence", "test_script_execution");
    assertNow("started_at", "test_script_execution");
    rows.logLine("xe", 1);
    assertNow("timestamp", "test_script_log");
  }

  @Test
  void a_model_is_version_1_and_unchecked() throws SQLException {
    rows.model("m");
    assertDefault("active", "status", "optimization_model");
    assertDefault("1", "version", "optimization_model");
    assertEquals("1", value("count(*)", "optimization_model"));
    assertEquals(
        "1",
        query("select count(*) from " + table("optimization_model") + " where not syntax_valid"));
    rows.jobRun("j", "m");
    assertDefault("0", "progress", "job_run");
    assertDefault("manual", "triggered_by", "job_run");
    assertNow("started_at", "job_run");
  }

  @Test
  void an_uploaded_file_is_uploaded_and_an_import_is_empty() throws SQLException {
    rows.uploadedFile("u");
    assertDefault("uploaded", "status", "uploaded_file");
    rows.imported("i");
    assertDefault("0", "record_count", "import");
    assertDefault("0", "refused_count", "import");
    assertDefault("0", "fence", "import");
    assertNull(value("visible_at", "import"));
  }

  @Test
  void a_notification_is_new() throws SQLException {
    insert(
        "notification",
        "id, type, category, title, message, severity",
        "'n', 'alert', 'system', 'Script Error Detected', 'Error: x', 'high'");
    assertEquals(
        "1",
        query(
            "select count(*) from "
                + table("notification")
                + " where not is_read and not is_archived"));
    assertNow("created_at", "notification");
  }

  @Test
  void a_publisher_without_an_owner_has_fence_0() throws SQLException {
    insert("publisher_lease", "name", "'kpi'");
    assertDefault("0", "fence", "publisher_lease");
    assertNull(value("owner_node", "publisher_lease"));
    assertNull(value("expires_at", "publisher_lease"));
  }

  @Test
  void outbox_ids_rise_even_after_the_last_row_has_gone() throws SQLException {
    String columns = "node_id, topic, type, payload";
    insert("outbox", columns, "'n1', 'dashboard', 'kpi:update', '{}'");
    long first = Long.parseLong(value("max(id)", "outbox"));
    execute("delete from " + table("outbox"));
    insert("outbox", columns, "'n1', 'dashboard', 'kpi:update', '{}'");
    assertTrue(Long.parseLong(value("max(id)", "outbox")) > first);
  }
}
