package io.energyops.it.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables and columns that the original had, that its code used, and that runs on several nodes
 * need.
 */
final class RequiredColumns {

  private static final String ALL =
      """
      test_script: id script_name original_filename file_path file_size uploaded_by uploaded_at status description \
      last_run_at total_runs metadata created_at updated_at sha256
      test_script_execution: id execution_id script_id status started_at completed_at exit_code error_message \
      log_file_path output_lines runtime_ms triggered_by metadata created_at updated_at termination_reason signal \
      fence retry_of
      test_script_log: execution_id line_number log_level message timestamp
      optimization_model: id model_name original_filename file_path model_type uploaded_by uploaded_at status \
      syntax_valid validation_message file_size description version last_used_at metadata created_at updated_at
      job_run: id job_id model_type model_id data_source_id status progress started_at completed_at error_message \
      results_count objective_value solver_time_ms triggered_by model_config log_file_path created_at updated_at \
      termination_reason signal fence retry_of
      job_log: job_id line_number level message timestamp metadata
      data_source: id name type status config last_sync record_count created_at updated_at
      data_source_column: id data_source_id column_name normalized_name data_type sample_values expose_as_filter \
      ui_filter_type label created_at updated_at
      dashboard_chart: id dashboard_id data_source_id name chart_config created_by created_at updated_at
      notification: id type category title message severity is_read is_archived action_url action_label metadata \
      user_id created_at read_at
      activity: id type action title description entity_type entity_id user_id status metadata created_at
      uploaded_file: id filename original_name file_path file_type file_size mime_type status error_message \
      uploaded_by created_at updated_at
      market_snapshot_data: id import_id data_source_id time_period timeblock dam_price gdam_price rtm_price \
      scheduled_mw modelresult_mw purchase_bid_mw sell_bid_mw state plant_name region contract_name metadata created_at
      dmo_generator_scheduling: id import_id time_period region state plant_id plant_name technology_type \
      contract_name scheduled_mw actual_mw created_at
      dmo_contract_scheduling: id import_id time_period region state contract_name contract_type buyer_entity \
      seller_entity contracted_mw scheduled_mw actual_mw cumulative_mw created_at
      dmo_market_bidding: id import_id time_period plant_id plant_name market_type bid_price_rs_per_mwh bid_volume_mw \
      clearing_price_rs_per_mwh cleared_volume_mw created_at
      optimization_result: id import_id data_source_id model_id model_trigger_time time_period time_block \
      technology_type region state contract_type plant_name contract_name dam_price gdam_price rtm_price scheduled_mw \
      model_results_mw optimization_status solver_time_ms objective_value created_at
      storage_schedule: id import_id time_period time_block plant_name state_of_charge_percent charge_mw discharge_mw \
      efficiency created_at
      import: id dataset uploaded_file_id data_source_id status sheet available_sheets record_count refused_count \
      created_by created_at visible_at updated_at error_message owner_node fence
      program_run: id execution_id job_id program_kind program_id engine engine_handle owner_node fence pid \
      process_start_ticks boot_id pid_namespace control_dir spool_offset spool_line committed_line deadline \
      kill_requested_at kill_requested_by kill_reason state termination_reason exit_code signal limits created_at \
      updated_at
      node: id name hostname slot incarnation lease_expires_at started_at last_heartbeat state metadata
      artefact: id execution_id job_id name storage_key size sha256 content_type created_at
      file_removal: id storage_key reason requested_at attempts last_error next_attempt_at owner_node fence
      outbox: id node_id topic type payload created_at
      event_stream: node_id sequence topic type payload created_at
      publisher_lease: name owner_node fence expires_at slot_time
      """;

  private RequiredColumns() {}

  static Map<String, List<String>> byTable() {
    Map<String, List<String>> tables = new TreeMap<>();
    ALL.lines()
        .map(line -> line.split(": ", 2))
        .forEach(parts -> tables.put(parts[0], List.of(parts[1].split(" "))));
    return tables;
  }
}
