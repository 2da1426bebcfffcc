package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ConstraintTest extends SchemaTestBase {

  private final SchemaRows rows = new SchemaRows(this);

  private void refuseUpdate(String table, String assignment) throws SQLException {
    assertRefused(Refusal.CHECK, () -> update(table, assignment));
  }

  private void update(String table, String assignment) throws SQLException {
    assertEquals(1, execute("update " + table(table) + " set " + assignment));
  }

  @Test
  void an_unknown_status_is_refused() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    rows.programRun("p", "execution_id", "xe");
    rows.model("m");
    rows.jobRun("j", "m");
    rows.dataSource("d");
    rows.uploadedFile("u");
    rows.imported("i");
    refuseUpdate("test_script", "status = 'Active'");
    refuseUpdate("test_script_execution", "status = 'done'");
    refuseUpdate("test_script_execution", "termination_reason = 'boredom'");
    refuseUpdate("program_run", "state = 'done'");
    refuseUpdate("program_run", "program_kind = 'shell'");
    refuseUpdate("optimization_model", "status = ''");
    refuseUpdate("job_run", "status = 'completed'");
    refuseUpdate("data_source", "status = 'on'");
    refuseUpdate("data_source", "type = 'ftp'");
    refuseUpdate("uploaded_file", "status = 'done'");
    refuseUpdate("import", "status = 'invisible'");
    update("import", "status = 'visible'");
  }

  @Test
  void an_unknown_level_of_a_line_is_refused() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    rows.logLine("xe", 1);
    refuseUpdate("test_script_log", "log_level = 'debug'");
    update("test_script_log", "log_level = 'stderr'");
  }

  @Test
  void text_that_is_no_json_is_refused() throws SQLException {
    rows.script("s");
    rows.dataSource("d");
    for (String bad : new String[] {"'{'", "'pid: 1'", "''", "'{''pid'': 1}'"}) {
      refuseUpdate("test_script", "metadata = " + bad);
      refuseUpdate("data_source", "config = " + bad);
    }
    update("test_script", "metadata = '{\"pid\": 1}'");
  }

  @Test
  void progress_goes_from_0_to_100() throws SQLException {
    rows.model("m");
    rows.jobRun("j", "m");
    refuseUpdate("job_run", "progress = 101");
    refuseUpdate("job_run", "progress = -1");
    update("job_run", "progress = 100");
    update("job_run", "progress = 0");
  }

  @Test
  void time_blocks_go_from_1_to_96() throws SQLException {
    rows.imported("i");
    for (String table :
        new String[] {"market_snapshot_data", "optimization_result", "storage_schedule"}) {
      String block = table.equals("market_snapshot_data") ? "timeblock" : "time_block";
      rows.importedRow(table, "r", "i");
      refuseUpdate(table, block + " = 97");
      refuseUpdate(table, block + " = 0");
      update(table, block + " = 96");
    }
  }

  @Test
  void a_battery_is_never_fuller_than_full() throws SQLException {
    rows.imported("i");
    rows.importedRow("storage_schedule", "r", "i");
    refuseUpdate("storage_schedule", "state_of_charge_percent = " + dialect.decimal("100.000001"));
    refuseUpdate("storage_schedule", "state_of_charge_percent = " + dialect.decimal("-0.000001"));
    refuseUpdate("storage_schedule", "charge_mw = " + dialect.decimal("-1"));
    refuseUpdate("storage_schedule", "discharge_mw = " + dialect.decimal("-1"));
    refuseUpdate("storage_schedule", "efficiency = " + dialect.decimal("1.000001"));
    update("storage_schedule", "state_of_charge_percent = " + dialect.decimal("100"));
    update("storage_schedule", "efficiency = " + dialect.decimal("0.86"));
  }

  @Test
  void a_line_number_is_taken_once() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    rows.logLine("xe", 1);
    assertRefused(Refusal.UNIQUE, () -> rows.logLine("xe", 1));
    assertRefused(Refusal.CHECK, () -> rows.logLine("xe", -1));
    rows.logLine("xe", 2);
  }

  @Test
  void a_run_is_of_an_execution_or_of_a_job_and_has_one_row() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    rows.model("m");
    rows.jobRun("j", "m");
    String columns = "id, execution_id, job_id, program_kind, program_id, state";
    assertRefused(
        Refusal.CHECK, "program_run", columns, "'p', 'xe', 'xj', 'script', 's', 'running'");
    assertRefused(
        Refusal.CHECK, "program_run", columns, "'p', null, null, 'script', 's', 'running'");
    rows.programRun("p1", "execution_id", "xe");
    rows.programRun("p2", "job_id", "xj");
    assertRefused(Refusal.UNIQUE, () -> rows.programRun("p3", "execution_id", "xe"));
    assertRefused(Refusal.UNIQUE, () -> rows.programRun("p4", "job_id", "xj"));
  }

  @Test
  void a_file_is_an_artefact_of_one_run_once() throws SQLException {
    rows.script("s");
    rows.execution("e", "s");
    String columns = "id, execution_id, job_id, name, storage_key, size";
    assertRefused(Refusal.CHECK, "artefact", columns, "'a', null, null, 'out.csv', 'k', 1");
    rows.artefact("a1", "execution_id", "xe");
    assertRefused(Refusal.UNIQUE, () -> rows.artefact("a2", "execution_id", "xe"));
  }

  @Test
  void a_file_waits_for_its_removal_once() throws SQLException {
    insert("file_removal", "id, storage_key, reason", "'f1', 'k', 'script deleted'");
    assertRefused(Refusal.UNIQUE, "file_removal", "id, storage_key, reason", "'f2', 'k', 'swept'");
  }

  @Test
  void nobody_uploads_or_acts_without_a_name() throws SQLException {
    assertRefused(
        Refusal.NOT_NULL,
        "test_script",
        "id, script_name, original_filename, file_path, file_size",
        "'s', 'a', 'a.py', 'k', 1");
    assertRefused(
        Refusal.NOT_NULL,
        "optimization_model",
        "id, model_name, original_filename, file_path, model_type, file_size",
        "'m', 'a', 'a.py', 'k', 'RMO', 1");
    assertRefused(
        Refusal.NOT_NULL,
        "uploaded_file",
        "id, filename, original_name, file_path, file_type, file_size",
        "'u', 'a', 'a', 'k', 'xlsx', 1");
    assertRefused(
        Refusal.NOT_NULL, "import", "id, dataset, status", "'i', 'marketSnapshot', 'loading'");
    assertRefused(
        Refusal.NOT_NULL,
        "activity",
        "id, type, action, title, status",
        "'a', 'sandbox', 'deleted', 'Python Script Deleted', 'success'");
  }

  @Test
  void a_time_of_another_form_is_refused() throws SQLException {
    rows.script("s");
    refuseUpdate("test_script", "last_run_at = 'yesterday noon'");
    update("test_script", "last_run_at = '2026-01-15T12:00:00.000001Z'");
  }
}
