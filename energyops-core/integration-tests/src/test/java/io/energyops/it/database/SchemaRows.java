package io.energyops.it.database;

import java.sql.SQLException;
import java.util.List;

/** The smallest rows that the schema takes: every column that has no default, and no other. */
final class SchemaRows {

  static final List<String> IMPORTED =
      List.of(
          "market_snapshot_data",
          "dmo_generator_scheduling",
          "dmo_contract_scheduling",
          "dmo_market_bidding",
          "optimization_result",
          "storage_schedule");

  static final String NOON = "'2026-01-15T12:00:00.000000Z'";

  private final SchemaTestBase at;

  SchemaRows(SchemaTestBase at) {
    this.at = at;
  }

  void script(String id) throws SQLException {
    at.insert(
        "test_script",
        "id, script_name, original_filename, file_path, file_size, uploaded_by",
        "'" + id + "', 'day_ahead', 'day_ahead.py', 'sandbox/a', 10, 'ann@example.org'");
  }

  /** The execution's id is the row's id with an x before it, so that mixing them up shows. */
  void execution(String id, String scriptId) throws SQLException {
    at.insert(
        "test_script_execution",
        "id, execution_id, script_id, status",
        "'" + id + "', 'x" + id + "', '" + scriptId + "', 'queued'");
  }

  void logLine(String executionId, int line) throws SQLException {
    at.insert(
        "test_script_log",
        "execution_id, line_number, log_level, message",
        "'" + executionId + "', " + line + ", 'stdout', 'hello'");
  }

  void model(String id) throws SQLException {
    at.insert(
        "optimization_model",
        "id, model_name, original_filename, file_path, model_type, uploaded_by, file_size",
        "'" + id + "', 'rmo', 'rmo.py', 'models/a', 'RMO', 'ann@example.org', 10");
  }

  void jobRun(String id, String modelId) throws SQLException {
    at.insert(
        "job_run",
        "id, job_id, model_type, model_id, data_source_id, status",
        "'" + id + "', 'x" + id + "', 'RMO', '" + modelId + "', 'ds', 'pending'");
  }

  void jobLine(String jobId, int line) throws SQLException {
    at.insert(
        "job_log",
        "job_id, line_number, level, message",
        "'" + jobId + "', " + line + ", 'info', 'hello'");
  }

  void programRun(String id, String owner, String ownerId) throws SQLException {
    at.insert(
        "program_run",
        "id, " + owner + ", program_kind, program_id, state",
        "'" + id + "', '" + ownerId + "', 'script', 's', 'running'");
  }

  void artefact(String id, String owner, String ownerId) throws SQLException {
    at.insert(
        "artefact",
        "id, " + owner + ", name, storage_key, size",
        "'" + id + "', '" + ownerId + "', 'out.csv', 'artefacts/" + id + "', 3");
  }

  void dataSource(String id) throws SQLException {
    at.insert(
        "data_source",
        "id, name, type, status, config",
        "'" + id + "', 'prices', 'file', 'connected', '{}'");
  }

  void uploadedFile(String id) throws SQLException {
    at.insert(
        "uploaded_file",
        "id, filename, original_name, file_path, file_type, file_size, uploaded_by",
        "'" + id + "', 'a.xlsx', 'a.xlsx', 'uploads/a', 'xlsx', 10, 'ann@example.org'");
  }

  void imported(String id) throws SQLException {
    at.insert(
        "import",
        "id, dataset, status, created_by",
        "'" + id + "', 'marketSnapshot', 'loading', 'ann@example.org'");
  }

  void importedRow(String table, String id, String importId) throws SQLException {
    String one = at.dialect.decimal("1");
    String key = "'" + id + "', '" + importId + "', " + NOON + ", ";
    switch (table) {
      case "market_snapshot_data" ->
          at.insert(table, "id, import_id, time_period, timeblock", key + "1");
      case "dmo_generator_scheduling" ->
          at.insert(
              table,
              "id, import_id, time_period, region, state, plant_id, plant_name, technology_type, scheduled_mw",
              key + "'Western', 'Gujarat', 'PLT-1', 'Plant 1', 'Gas', " + one);
      case "dmo_contract_scheduling" ->
          at.insert(
              table,
              "id, import_id, time_period, region, state, contract_name, buyer_entity, seller_entity, contracted_mw",
              key + "'Western', 'Gujarat', 'PPA-1', 'buyer', 'seller', " + one);
      case "dmo_market_bidding" ->
          at.insert(
              table,
              "id, import_id, time_period, plant_id, plant_name, market_type, bid_price_rs_per_mwh, bid_volume_mw",
              key + "'PLT-1', 'Plant 1', 'DAM', " + one + ", " + one);
      case "optimization_result" ->
          at.insert(
              table,
              "id, import_id, time_period, time_block, model_id, model_trigger_time, technology_type, region, state,"
                  + " plant_name, optimization_status",
              key
                  + "1, 'RMO_20250929_k30', "
                  + NOON
                  + ", 'Gas', 'Western', 'Gujarat', 'P', 'success'");
      case "storage_schedule" ->
          at.insert(
              table,
              "id, import_id, time_period, time_block, plant_name, state_of_charge_percent, charge_mw, discharge_mw",
              key + "1, 'Battery 1', " + one + ", " + one + ", 0");
      default -> throw new IllegalArgumentException(table);
    }
  }
}
