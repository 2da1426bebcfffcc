-- The whole schema. The same tables, columns, keys and checks as on PostgreSQL, with what SQLite lacks as checks:
--   instants      UTC text of fixed width, YYYY-MM-DDTHH:MM:SS.ffffffZ, so that text order is time order
--   market numbers integers in units of 10^-6 with the range of numeric(18,6)
--   JSON          text that json_valid accepts
--   booleans      0 or 1
-- Ids are time-ordered UUIDs made by the library.
-- fence rises with each change of owner; a write of an owner names it and touches nothing when it is stale.
-- An owner_node or node_id outlives the row of its node, hence no foreign key.
-- Tables keep their rowid: without it, log rows of 100 to 3000 bytes went in 9 to 23 % slower (one run each) and a
-- cascade took 6 to 46 % longer; only insertion of 20 kB rows gained.

-- file_path is the key in the storage backend. A script that is being deleted is 'deleting' until its last log
-- slice is gone.
create table test_script (
  id                text    not null primary key,
  script_name       text    not null,
  original_filename text    not null,
  file_path         text    not null,
  file_size         integer not null check (file_size >= 0),
  sha256            text check (length(sha256) = 64),
  uploaded_by       text    not null,
  uploaded_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (uploaded_at glob '????-??-??T??:??:??.??????Z'),
  status            text    not null default 'active' check (status in ('active', 'archived', 'deleting')),
  description       text,
  last_run_at       text check (last_run_at glob '????-??-??T??:??:??.??????Z'),
  total_runs        integer not null default 0 check (total_runs >= 0),
  metadata          text check (json_valid(metadata)),
  created_at        text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at        text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index test_script_uploaded_at_idx on test_script (uploaded_at);
create index test_script_status_idx on test_script (status);

-- An execution is one attempt; retry_of names the one that it repeats.
create table test_script_execution (
  id                 text    not null primary key,
  execution_id       text    not null unique,
  script_id          text    not null references test_script (id) on delete cascade,
  status             text    not null
    check (status in (
      'queued', 'running', 'unreachable', 'completed', 'failed', 'cancelled', 'timed_out')),
  termination_reason text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  started_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (started_at glob '????-??-??T??:??:??.??????Z'),
  completed_at       text check (completed_at glob '????-??-??T??:??:??.??????Z'),
  exit_code          integer,
  signal             integer,
  error_message      text,
  log_file_path      text,
  output_lines       integer not null default 0 check (output_lines >= 0),
  runtime_ms         integer check (runtime_ms >= 0),
  triggered_by       text    not null default 'manual',
  retry_of           text references test_script_execution (execution_id) on delete set null,
  fence              integer not null default 0,
  metadata           text check (json_valid(metadata)),
  created_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index test_script_execution_script_id_idx on test_script_execution (script_id);
create index test_script_execution_status_idx on test_script_execution (status);
create index test_script_execution_started_at_idx on test_script_execution (started_at);
create index test_script_execution_retry_of_idx on test_script_execution (retry_of);

-- Composite key, no surrogate, no further index: with these, SQLite took a fifth of the rows per second.
create table test_script_log (
  execution_id text    not null references test_script_execution (execution_id) on delete cascade,
  line_number  integer not null check (line_number >= 0),
  log_level    text    not null check (log_level in ('stdout', 'stderr', 'info', 'warning', 'error')),
  message      text    not null,
  timestamp    text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (timestamp glob '????-??-??T??:??:??.??????Z'),
  primary key (execution_id, line_number)
) strict;

create table optimization_model (
  id                 text    not null primary key,
  model_name         text    not null,
  original_filename  text    not null,
  file_path          text    not null,
  model_type         text    not null,
  uploaded_by        text    not null,
  uploaded_at        text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (uploaded_at glob '????-??-??T??:??:??.??????Z'),
  status             text    not null default 'active' check (status in ('active', 'archived', 'deleting')),
  syntax_valid       integer not null default 0 check (syntax_valid in (0, 1)),
  validation_message text,
  file_size          integer not null check (file_size >= 0),
  sha256             text check (length(sha256) = 64),
  description        text,
  version            integer not null default 1 check (version >= 1),
  last_used_at       text check (last_used_at glob '????-??-??T??:??:??.??????Z'),
  metadata           text check (json_valid(metadata)),
  created_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index optimization_model_model_type_idx on optimization_model (model_type);
create index optimization_model_status_idx on optimization_model (status);
create index optimization_model_uploaded_at_idx on optimization_model (uploaded_at);

-- data_source_id has no foreign key: a job's record outlives the source that it read.
create table job_run (
  id                 text    not null primary key,
  job_id             text    not null unique,
  model_type         text    not null,
  model_id           text references optimization_model (id) on delete set null,
  data_source_id     text    not null,
  status             text    not null check (status in ('pending', 'running', 'success', 'failed', 'cancelled')),
  termination_reason text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  progress           integer not null default 0 check (progress between 0 and 100),
  started_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (started_at glob '????-??-??T??:??:??.??????Z'),
  completed_at       text check (completed_at glob '????-??-??T??:??:??.??????Z'),
  exit_code          integer,
  signal             integer,
  error_message      text,
  results_count      integer check (results_count >= 0),
  objective_value    real,
  solver_time_ms     integer check (solver_time_ms >= 0),
  triggered_by       text    not null default 'manual',
  retry_of           text references job_run (job_id) on delete set null,
  fence              integer not null default 0,
  model_config       text check (json_valid(model_config)),
  log_file_path      text,
  created_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at         text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index job_run_model_type_idx on job_run (model_type);
create index job_run_model_id_idx on job_run (model_id);
create index job_run_data_source_id_idx on job_run (data_source_id);
create index job_run_status_idx on job_run (status);
create index job_run_started_at_idx on job_run (started_at);
create index job_run_retry_of_idx on job_run (retry_of);

create table job_log (
  job_id      text    not null references job_run (job_id) on delete cascade,
  line_number integer not null check (line_number >= 0),
  level       text    not null check (level in ('stdout', 'stderr', 'info', 'warning', 'error')),
  message     text    not null,
  timestamp   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (timestamp glob '????-??-??T??:??:??.??????Z'),
  metadata    text check (json_valid(metadata)),
  primary key (job_id, line_number)
) strict;

-- What the owning node knows of a process, for an execution or a job. spool_offset and spool_line say how far the
-- spool was read, committed_line which line is the last in the log table; offset and rows move in one transaction.
create table program_run (
  id                  text    not null primary key,
  execution_id        text    unique references test_script_execution (execution_id) on delete cascade,
  job_id              text    unique references job_run (job_id) on delete cascade,
  program_kind        text    not null check (program_kind in ('script', 'model')),
  program_id          text    not null,
  engine              text    not null default 'local',
  engine_owner        text,
  engine_handle       text,
  owner_node          text,
  fence               integer not null default 0,
  pid                 integer,
  process_start_ticks integer,
  boot_id             text,
  pid_namespace       integer,
  control_dir         text,
  spool_offset        integer not null default 0 check (spool_offset >= 0),
  spool_line          integer not null default 0 check (spool_line >= 0),
  committed_line      integer not null default 0 check (committed_line >= 0),
  deadline            text check (deadline glob '????-??-??T??:??:??.??????Z'),
  kill_requested_at   text check (kill_requested_at glob '????-??-??T??:??:??.??????Z'),
  kill_requested_by   text,
  kill_reason         text,
  state               text    not null
    check (state in (
      'queued', 'running', 'unreachable', 'completed', 'failed', 'cancelled', 'timed_out')),
  termination_reason  text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  exit_code           integer,
  signal              integer,
  limits              text check (json_valid(limits)),
  created_at          text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at          text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z'),
  check ((execution_id is null) <> (job_id is null))
) strict;
create index program_run_owner_node_state_idx on program_run (owner_node, state);

create table artefact (
  id           text    not null primary key,
  execution_id text references test_script_execution (execution_id) on delete cascade,
  job_id       text references job_run (job_id) on delete cascade,
  name         text    not null,
  storage_key  text    not null unique,
  size         integer not null check (size >= 0),
  sha256       text check (length(sha256) = 64),
  content_type text,
  created_at   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  check ((execution_id is null) <> (job_id is null)),
  unique (execution_id, name),
  unique (job_id, name)
) strict;

create table data_source (
  id           text    not null primary key,
  name         text    not null,
  type         text    not null check (type in ('file', 'database', 'api')),
  status       text    not null check (status in ('connected', 'disconnected', 'error')),
  config       text    not null check (json_valid(config)),
  last_sync    text check (last_sync glob '????-??-??T??:??:??.??????Z'),
  record_count integer check (record_count >= 0),
  created_at   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;

create table data_source_column (
  id               text    not null primary key,
  data_source_id   text    not null references data_source (id) on delete cascade,
  column_name      text    not null,
  normalized_name  text    not null,
  data_type        text    not null,
  sample_values    text check (json_valid(sample_values)),
  expose_as_filter integer not null default 0 check (expose_as_filter in (0, 1)),
  ui_filter_type   text,
  label            text,
  created_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index data_source_column_data_source_id_idx on data_source_column (data_source_id);

-- dashboard_id is an id of the host.
create table dashboard_chart (
  id             text not null primary key,
  dashboard_id   text not null,
  data_source_id text not null references data_source (id) on delete cascade,
  name           text not null,
  chart_config   text not null check (json_valid(chart_config)),
  created_by     text not null,
  created_at     text not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at     text not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index dashboard_chart_dashboard_id_idx on dashboard_chart (dashboard_id);
create index dashboard_chart_data_source_id_idx on dashboard_chart (data_source_id);

create table uploaded_file (
  id            text    not null primary key,
  filename      text    not null,
  original_name text    not null,
  file_path     text    not null,
  file_type     text    not null,
  file_size     integer not null check (file_size >= 0),
  mime_type     text,
  status        text    not null default 'uploaded' check (status in ('uploaded', 'processing', 'completed', 'error')),
  error_message text,
  uploaded_by   text    not null,
  created_at    text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  updated_at    text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index uploaded_file_created_at_idx on uploaded_file (created_at);

-- time_zone is that of the file's local times, so that an export shows the times that the file showed.
-- Rows of an import count only while it is 'visible'. Deleting goes in slices of the rows first: the cascade is the
-- safety net, not the way.
create table import (
  id               text    not null primary key,
  dataset          text    not null,
  uploaded_file_id text references uploaded_file (id) on delete set null,
  data_source_id   text references data_source (id) on delete set null,
  status           text    not null check (status in ('loading', 'visible', 'deleting', 'failed')),
  sheet            text,
  available_sheets text check (json_valid(available_sheets)),
  time_zone        text,
  record_count     integer not null default 0 check (record_count >= 0),
  refused_count    integer not null default 0 check (refused_count >= 0),
  error_message    text,
  owner_node       text,
  fence            integer not null default 0,
  created_by       text    not null,
  created_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  visible_at       text check (visible_at glob '????-??-??T??:??:??.??????Z'),
  updated_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index import_uploaded_file_id_idx on import (uploaded_file_id);
create index import_data_source_id_idx on import (data_source_id);
create index import_status_idx on import (status);

-- data_source_id has no foreign key in this table and the next ones: a cascade or set-null over millions of rows
-- would be one long transaction.
create table market_snapshot_data (
  id              text    not null primary key,
  import_id       text    not null references import (id) on delete cascade,
  data_source_id  text,
  time_period     text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  timeblock       integer not null check (timeblock between 1 and 96),
  dam_price       integer check (dam_price between -999999999999999999 and 999999999999999999),
  gdam_price      integer check (gdam_price between -999999999999999999 and 999999999999999999),
  rtm_price       integer check (rtm_price between -999999999999999999 and 999999999999999999),
  scheduled_mw    integer check (scheduled_mw between -999999999999999999 and 999999999999999999),
  modelresult_mw  integer check (modelresult_mw between -999999999999999999 and 999999999999999999),
  purchase_bid_mw integer check (purchase_bid_mw between -999999999999999999 and 999999999999999999),
  sell_bid_mw     integer check (sell_bid_mw between -999999999999999999 and 999999999999999999),
  state           text,
  plant_name      text,
  region          text,
  contract_name   text,
  metadata        text check (json_valid(metadata)),
  created_at      text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index market_snapshot_data_import_id_time_period_idx on market_snapshot_data (import_id, time_period);
create index market_snapshot_data_time_period_idx on market_snapshot_data (time_period);

create table dmo_generator_scheduling (
  id              text    not null primary key,
  import_id       text    not null references import (id) on delete cascade,
  time_period     text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  region          text    not null,
  state           text    not null,
  plant_id        text    not null,
  plant_name      text    not null,
  technology_type text    not null,
  contract_name   text,
  scheduled_mw    integer not null check (scheduled_mw between -999999999999999999 and 999999999999999999),
  actual_mw       integer check (actual_mw between -999999999999999999 and 999999999999999999),
  created_at      text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index dmo_generator_scheduling_import_id_time_period_idx on dmo_generator_scheduling (import_id, time_period);
create index dmo_generator_scheduling_time_period_idx on dmo_generator_scheduling (time_period);

create table dmo_contract_scheduling (
  id            text    not null primary key,
  import_id     text    not null references import (id) on delete cascade,
  time_period   text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  region        text    not null,
  state         text    not null,
  contract_name text    not null,
  contract_type text,
  buyer_entity  text    not null,
  seller_entity text    not null,
  contracted_mw integer not null check (contracted_mw between -999999999999999999 and 999999999999999999),
  scheduled_mw  integer check (scheduled_mw between -999999999999999999 and 999999999999999999),
  actual_mw     integer check (actual_mw between -999999999999999999 and 999999999999999999),
  cumulative_mw integer check (cumulative_mw between -999999999999999999 and 999999999999999999),
  created_at    text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index dmo_contract_scheduling_import_id_time_period_idx on dmo_contract_scheduling (import_id, time_period);
create index dmo_contract_scheduling_time_period_idx on dmo_contract_scheduling (time_period);

create table dmo_market_bidding (
  id                        text    not null primary key,
  import_id                 text    not null references import (id) on delete cascade,
  time_period               text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  region                    text,
  state                     text,
  plant_id                  text    not null,
  plant_name                text    not null,
  market_type               text    not null,
  bid_price_rs_per_mwh      integer not null
    check (bid_price_rs_per_mwh between -999999999999999999 and 999999999999999999),
  bid_volume_mw             integer not null check (bid_volume_mw between -999999999999999999 and 999999999999999999),
  clearing_price_rs_per_mwh integer
    check (clearing_price_rs_per_mwh between -999999999999999999 and 999999999999999999),
  cleared_volume_mw         integer check (cleared_volume_mw between -999999999999999999 and 999999999999999999),
  created_at                text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index dmo_market_bidding_import_id_time_period_idx on dmo_market_bidding (import_id, time_period);
create index dmo_market_bidding_time_period_idx on dmo_market_bidding (time_period);

-- model_id is the text of the result file, no key of optimization_model.
create table optimization_result (
  id                  text    not null primary key,
  import_id           text    not null references import (id) on delete cascade,
  data_source_id      text,
  model_id            text    not null,
  model_trigger_time  text    not null check (model_trigger_time glob '????-??-??T??:??:??.??????Z'),
  time_period         text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  time_block          integer not null check (time_block between 1 and 96),
  technology_type     text    not null,
  region              text    not null,
  state               text    not null,
  contract_type       text,
  plant_name          text    not null,
  contract_name       text,
  dam_price           integer check (dam_price between -999999999999999999 and 999999999999999999),
  gdam_price          integer check (gdam_price between -999999999999999999 and 999999999999999999),
  rtm_price           integer check (rtm_price between -999999999999999999 and 999999999999999999),
  scheduled_mw        integer check (scheduled_mw between -999999999999999999 and 999999999999999999),
  model_results_mw    integer check (model_results_mw between -999999999999999999 and 999999999999999999),
  optimization_status text    not null check (optimization_status in ('success', 'failed', 'pending')),
  solver_time_ms      integer check (solver_time_ms >= 0),
  objective_value     real,
  created_at          text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index optimization_result_import_id_time_period_idx on optimization_result (import_id, time_period);
create index optimization_result_time_period_idx on optimization_result (time_period);

create table storage_schedule (
  id                      text    not null primary key,
  import_id               text    not null references import (id) on delete cascade,
  data_source_id          text,
  time_period             text    not null check (time_period glob '????-??-??T??:??:??.??????Z'),
  time_block              integer not null check (time_block between 1 and 96),
  region                  text,
  state                   text,
  plant_name              text    not null,
  state_of_charge_percent integer not null check (state_of_charge_percent between 0 and 100000000),
  charge_mw               integer not null check (charge_mw between 0 and 999999999999999999),
  discharge_mw            integer not null check (discharge_mw between 0 and 999999999999999999),
  efficiency              integer check (efficiency between 0 and 1000000),
  created_at              text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index storage_schedule_import_id_time_period_idx on storage_schedule (import_id, time_period);
create index storage_schedule_time_period_idx on storage_schedule (time_period);

create table notification (
  id           text    not null primary key,
  type         text    not null,
  category     text    not null,
  title        text    not null,
  message      text    not null,
  severity     text    not null check (severity in ('low', 'medium', 'high', 'critical')),
  is_read      integer not null default 0 check (is_read in (0, 1)),
  is_archived  integer not null default 0 check (is_archived in (0, 1)),
  action_url   text,
  action_label text,
  metadata     text check (json_valid(metadata)),
  user_id      text,
  created_at   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  read_at      text check (read_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index notification_created_at_idx on notification (created_at);
create index notification_user_id_idx on notification (user_id);

create table activity (
  id          text not null primary key,
  type        text not null,
  action      text not null,
  title       text not null,
  description text,
  entity_type text,
  entity_id   text,
  user_id     text not null,
  status      text not null,
  metadata    text check (json_valid(metadata)),
  created_at  text not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index activity_created_at_idx on activity (created_at);
create index activity_entity_type_entity_id_idx on activity (entity_type, entity_id);

-- lease_expires_at is the database's own time, never a node's.
create table node (
  id               text    not null primary key,
  name             text    not null,
  hostname         text    not null,
  slot             integer not null check (slot >= 0),
  incarnation      integer not null default 0,
  state            text    not null default 'active' check (state in ('active', 'closed', 'expired')),
  lease_expires_at text    not null check (lease_expires_at glob '????-??-??T??:??:??.??????Z'),
  started_at       text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (started_at glob '????-??-??T??:??:??.??????Z'),
  last_heartbeat   text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (last_heartbeat glob '????-??-??T??:??:??.??????Z'),
  metadata         text check (json_valid(metadata))
) strict;

-- A file that must still leave the storage backend; the row goes when the file is gone.
create table file_removal (
  id              text    not null primary key,
  storage_key     text    not null unique,
  reason          text    not null,
  requested_at    text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (requested_at glob '????-??-??T??:??:??.??????Z'),
  attempts        integer not null default 0 check (attempts >= 0),
  last_error      text,
  next_attempt_at text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (next_attempt_at glob '????-??-??T??:??:??.??????Z'),
  owner_node      text,
  fence           integer not null default 0
) strict;
create index file_removal_next_attempt_at_idx on file_removal (next_attempt_at);

-- Written in the business transaction; a node's relay moves its own committed rows to event_stream.
create table outbox (
  id         integer primary key autoincrement,
  node_id    text    not null,
  topic      text    not null,
  type       text    not null,
  payload    text    not null check (json_valid(payload)),
  created_at text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z')
) strict;
create index outbox_node_id_id_idx on outbox (node_id, id);

-- sequence has no gaps within a node, so that a reader sees what it missed.
create table event_stream (
  node_id    text    not null,
  sequence   integer not null check (sequence >= 1),
  topic      text    not null,
  type       text    not null,
  payload    text    not null check (json_valid(payload)),
  created_at text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (created_at glob '????-??-??T??:??:??.??????Z'),
  primary key (node_id, sequence)
) strict;

-- slot_time is the last slot that was run.
create table publisher_lease (
  name       text    not null primary key,
  owner_node text,
  fence      integer not null default 0,
  expires_at text check (expires_at glob '????-??-??T??:??:??.??????Z'),
  slot_time  text check (slot_time glob '????-??-??T??:??:??.??????Z'),
  updated_at text    not null default (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
    check (updated_at glob '????-??-??T??:??:??.??????Z')
) strict;
