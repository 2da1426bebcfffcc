package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CascadeTest extends SchemaTestBase {

  private final SchemaRows rows = new SchemaRows(this);

  @Test
  void a_script_takes_its_executions_and_all_that_hangs_on_them_along() throws SQLException {
    for (String id : new String[] {"1", "2"}) {
      rows.script("s" + id);
      rows.execution("e" + id, "s" + id);
      rows.logLine("xe" + id, 1);
      rows.logLine("xe" + id, 2);
      rows.programRun("p" + id, "execution_id", "xe" + id);
      rows.artefact("a" + id, "execution_id", "xe" + id);
    }

    delete("test_script", "s1");

    assertEquals("e2", value("max(id)", "test_script_execution"));
    assertEquals(1, count("test_script_execution"));
    assertEquals("xe2", value("min(execution_id)", "test_script_log"));
    assertEquals(2, count("test_script_log"));
    assertEquals("p2", value("min(id)", "program_run"));
    assertEquals("a2", value("min(id)", "artefact"));
  }

  @Test
  void an_execution_that_is_gone_is_forgotten_by_its_retry() throws SQLException {
    rows.script("s");
    rows.execution("e1", "s");
    rows.execution("e2", "s");
    execute("update " + table("test_script_execution") + " set retry_of = 'xe1' where id = 'e2'");
    rows.logLine("xe2", 1);

    delete("test_script_execution", "e1");

    assertEquals(1, count("test_script_execution"));
    assertNull(value("retry_of", "test_script_execution"));
    assertEquals(1, count("test_script_log"));
  }

  @Test
  void a_model_leaves_its_job_runs_without_a_model() throws SQLException {
    rows.model("m1");
    rows.model("m2");
    rows.jobRun("j1", "m1");
    rows.jobRun("j2", "m2");
    rows.jobLine("xj1", 1);

    delete("optimization_model", "m1");

    assertEquals(2, count("job_run"));
    assertNull(query("select model_id from " + table("job_run") + " where id = 'j1'"));
    assertEquals("m2", query("select model_id from " + table("job_run") + " where id = 'j2'"));
    assertEquals(1, count("job_log"));
  }

  @Test
  void a_job_run_takes_its_lines_its_process_and_its_artefacts_along() throws SQLException {
    rows.model("m");
    for (String id : new String[] {"1", "2"}) {
      rows.jobRun("j" + id, "m");
      rows.jobLine("xj" + id, 1);
      rows.programRun("p" + id, "job_id", "xj" + id);
      rows.artefact("a" + id, "job_id", "xj" + id);
    }
    execute("update " + table("job_run") + " set retry_of = 'xj1' where id = 'j2'");

    delete("job_run", "j1");

    assertEquals("xj2", value("min(job_id)", "job_log"));
    assertEquals("p2", value("min(id)", "program_run"));
    assertEquals("a2", value("min(id)", "artefact"));
    assertNull(value("retry_of", "job_run"));
    assertEquals(1, count("optimization_model"));
  }

  @Test
  void a_data_source_takes_columns_and_charts_along_and_imports_forget_it() throws SQLException {
    rows.dataSource("d1");
    rows.dataSource("d2");
    for (String id : new String[] {"1", "2"}) {
      insert(
          "data_source_column",
          "id, data_source_id, column_name, normalized_name, data_type",
          "'c" + id + "', 'd" + id + "', 'DAM Price', 'dam_price', 'number'");
      insert(
          "dashboard_chart",
          "id, dashboard_id, data_source_id, name, chart_config, created_by",
          "'k" + id + "', 'board', 'd" + id + "', 'Prices', '{}', 'ann'");
    }
    rows.imported("i");
    execute("update " + table("import") + " set data_source_id = 'd1'");

    delete("data_source", "d1");

    assertEquals("c2", value("min(id)", "data_source_column"));
    assertEquals("k2", value("min(id)", "dashboard_chart"));
    assertNull(value("data_source_id", "import"));
  }

  @Test
  void an_uploaded_file_leaves_its_import() throws SQLException {
    rows.uploadedFile("u");
    rows.imported("i");
    execute("update " + table("import") + " set uploaded_file_id = 'u'");
    assertNotNull(value("uploaded_file_id", "import"));

    delete("uploaded_file", "u");

    assertNull(value("uploaded_file_id", "import"));
  }

  @Test
  void an_import_takes_its_rows_of_every_kind_along() throws SQLException {
    rows.imported("i1");
    rows.imported("i2");
    for (String table : SchemaRows.IMPORTED) {
      rows.importedRow(table, "r1", "i1");
      rows.importedRow(table, "r2", "i1");
      rows.importedRow(table, "r3", "i2");
    }

    delete("import", "i1");

    for (String table : SchemaRows.IMPORTED) {
      assertEquals("r3", value("min(id)", table), table);
    }
  }

  @Test
  void a_row_without_its_parent_is_refused() throws SQLException {
    assertRefused(Refusal.FOREIGN_KEY, () -> rows.execution("e", "no-such-script"));
    assertRefused(Refusal.FOREIGN_KEY, () -> rows.logLine("no-such-execution", 1));
    assertRefused(Refusal.FOREIGN_KEY, () -> rows.jobRun("j", "no-such-model"));
    assertRefused(Refusal.FOREIGN_KEY, () -> rows.jobLine("no-such-job", 1));
    assertRefused(Refusal.FOREIGN_KEY, () -> rows.programRun("p", "job_id", "no-such-job"));
    for (String table : SchemaRows.IMPORTED) {
      assertRefused(Refusal.FOREIGN_KEY, () -> rows.importedRow(table, "r", "no-such-import"));
    }
  }

  @Test
  void a_script_with_a_hundred_thousand_lines_is_deleted_at_once() throws SQLException {
    deleteScriptWithLines(100_000, Duration.ofSeconds(20));
  }

  @Test
  @Tag("nightly")
  void a_script_with_a_million_lines_is_deleted_in_bounded_time() throws SQLException {
    deleteScriptWithLines(1_000_000, Duration.ofSeconds(60));
  }

  private void deleteScriptWithLines(int lines, Duration limit) throws SQLException {
    rows.script("s1");
    rows.execution("e1", "s1");
    rows.script("s2");
    rows.execution("e2", "s2");
    rows.logLine("xe2", 1);
    execute(
        "insert into "
            + table("test_script_log")
            + " (execution_id, line_number, log_level, message) select 'xe1', i, 'stdout', 'block ' || i from "
            + dialect.numbersTo(lines)
            + " as numbers");
    assertEquals(lines + 1, count("test_script_log"));

    assertTimeout(limit, () -> delete("test_script", "s1"));

    assertEquals("xe2", value("min(execution_id)", "test_script_log"));
    assertEquals(1, count("test_script_log"));
  }
}
