-- The whole schema. Every object is qualified: a host's search path and its tables of the same names play no part.
-- Ids are time-ordered UUIDs made by the library, instants are UTC, market numbers are exact to six digits.
-- fence rises with each change of owner; a write of an owner names it and touches nothing when it is stale.
-- An owner_node or node_id outlives the row of its node, hence no foreign key.

-- file_path is the key in the storage backend. A script that is being deleted is 'deleting' until its last log
-- slice is gone.
create table "${schema}".test_script (
  id                text        not null primary key,
  script_name       text        not null,
  original_filename text        not null,
  file_path         text        not null,
  file_size         bigint      not null check (file_size >= 0),
  sha256            text check (length(sha256) = 64),
  uploaded_by       text        not null,
  uploaded_at       timestamptz not null default now(),
  status            text        not null default 'active' check (status in ('active', 'archived', 'deleting')),
  description       text,
  last_run_at       timestamptz,
  total_runs        integer     not null default 0 check (total_runs >= 0),
  metadata          jsonb,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now()
);
create index test_script_uploaded_at_idx on "${schema}".test_script (uploaded_at);
create index test_script_status_idx on "${schema}".test_script (status);

-- An execution is one attempt; retry_of names the one that it repeats.
create table "${schema}".test_script_execution (
  id                 text        not null primary key,
  execution_id       text        not null unique,
  script_id          text        not null references "${schema}".test_script (id) on delete cascade,
  status             text        not null
    check (status in (
      'queued', 'running', 'unreachable', 'completed', 'failed', 'cancelled', 'timed_out')),
  termination_reason text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  started_at         timestamptz not null default now(),
  completed_at       timestamptz,
  exit_code          integer,
  signal             integer,
  error_message      text,
  log_file_path      text,
  output_lines       bigint      not null default 0 check (output_lines >= 0),
  runtime_ms         bigint check (runtime_ms >= 0),
  triggered_by       text        not null default 'manual',
  retry_of           text references "${schema}".test_script_execution (execution_id) on delete set null,
  fence              bigint      not null default 0,
  metadata           jsonb,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
create index test_script_execution_script_id_idx on "${schema}".test_script_execution (script_id);
create index test_script_execution_status_idx on "${schema}".test_script_execution (status);
create index test_script_execution_started_at_idx on "${schema}".test_script_execution (started_at);
create index test_script_execution_retry_of_idx on "${schema}".test_script_execution (retry_of);

-- Composite key, no surrogate, no further index: with these, SQLite took a fifth of the rows per second.
create table "${schema}".test_script_log (
  execution_id text        not null references "${schema}".test_script_execution (execution_id) on delete cascade,
  line_number  bigint      not null check (line_number >= 0),
  log_level    text        not null check (log_level in ('stdout', 'stderr', 'info', 'warning', 'error')),
  message      text        not null,
  timestamp    timestamptz not null default now(),
  primary key (execution_id, line_number)
);

create table "${schema}".optimization_model (
  id                 text        not null primary key,
  model_name         text        not null,
  original_filename  text        not null,
  file_path          text        not null,
  model_type         text        not null,
  uploaded_by        text        not null,
  uploaded_at        timestamptz not null default now(),
  status             text        not null default 'active' check (status in ('active', 'archived', 'deleting')),
  syntax_valid       boolean     not null default false,
  validation_message text,
  file_size          bigint      not null check (file_size >= 0),
  sha256             text check (length(sha256) = 64),
  description        text,
  version            integer     not null default 1 check (version >= 1),
  last_used_at       timestamptz,
  metadata           jsonb,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
create index optimization_model_model_type_idx on "${schema}".optimization_model (model_type);
create index optimization_model_status_idx on "${schema}".optimization_model (status);
create index optimization_model_uploaded_at_idx on "${schema}".optimization_model (uploaded_at);

-- data_source_id has no foreign key: a job's record outlives the source that it read.
create table "${schema}".job_run (
  id                 text             not null primary key,
  job_id             text             not null unique,
  model_type         text             not null,
  model_id           text references "${schema}".optimization_model (id) on delete set null,
  data_source_id     text             not null,
  status             text             not null
    check (status in ('pending', 'running', 'success', 'failed', 'cancelled')),
  termination_reason text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  progress           integer          not null default 0 check (progress between 0 and 100),
  started_at         timestamptz      not null default now(),
  completed_at       timestamptz,
  exit_code          integer,
  signal             integer,
  error_message      text,
  results_count      bigint check (results_count >= 0),
  objective_value    double precision,
  solver_time_ms     bigint check (solver_time_ms >= 0),
  triggered_by       text             not null default 'manual',
  retry_of           text references "${schema}".job_run (job_id) on delete set null,
  fence              bigint           not null default 0,
  model_config       jsonb,
  log_file_path      text,
  created_at         timestamptz      not null default now(),
  updated_at         timestamptz      not null default now()
);
create index job_run_model_type_idx on "${schema}".job_run (model_type);
create index job_run_model_id_idx on "${schema}".job_run (model_id);
create index job_run_data_source_id_idx on "${schema}".job_run (data_source_id);
create index job_run_status_idx on "${schema}".job_run (status);
create index job_run_started_at_idx on "${schema}".job_run (started_at);
create index job_run_retry_of_idx on "${schema}".job_run (retry_of);

create table "${schema}".job_log (
  job_id      text        not null references "${schema}".job_run (job_id) on delete cascade,
  line_number bigint      not null check (line_number >= 0),
  level       text        not null check (level in ('stdout', 'stderr', 'info', 'warning', 'error')),
  message     text        not null,
  timestamp   timestamptz not null default now(),
  metadata    jsonb,
  primary key (job_id, line_number)
);

-- What the owning node knows of a process, for an execution or a job. spool_offset and spool_line say how far the
-- spool was read, committed_line which line is the last in the log table; offset and rows move in one transaction.
create table "${schema}".program_run (
  id                  text        not null primary key,
  execution_id        text        unique references "${schema}".test_script_execution (execution_id) on delete cascade,
  job_id              text        unique references "${schema}".job_run (job_id) on delete cascade,
  program_kind        text        not null check (program_kind in ('script', 'model')),
  program_id          text        not null,
  engine              text        not null default 'local',
  engine_owner        text,
  engine_handle       text,
  owner_node          text,
  fence               bigint      not null default 0,
  pid                 bigint,
  process_start_ticks bigint,
  boot_id             text,
  pid_namespace       bigint,
  control_dir         text,
  spool_offset        bigint      not null default 0 check (spool_offset >= 0),
  spool_line          bigint      not null default 0 check (spool_line >= 0),
  committed_line      bigint      not null default 0 check (committed_line >= 0),
  deadline            timestamptz,
  kill_requested_at   timestamptz,
  kill_requested_by   text,
  kill_reason         text,
  state               text        not null
    check (state in (
      'queued', 'running', 'unreachable', 'completed', 'failed', 'cancelled', 'timed_out')),
  termination_reason  text
    check (termination_reason in (
      'exited', 'signalled', 'memory_limit', 'cpu_limit', 'time_limit', 'output_limit',
      'disk_limit', 'killed_by_user', 'could_not_start', 'node_closed', 'node_ended',
      'container_ended', 'supervisor_lost')),
  exit_code           integer,
  signal              integer,
  limits              jsonb,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  check ((execution_id is null) <> (job_id is null))
);
create index program_run_owner_node_state_idx on "${schema}".program_run (owner_node, state);

create table "${schema}".artefact (
  id           text        not null primary key,
  execution_id text references "${schema}".test_script_execution (execution_id) on delete cascade,
  job_id       text references "${schema}".job_run (job_id) on delete cascade,
  name         text        not null,
  storage_key  text        not null unique,
  size         bigint      not null check (size >= 0),
  sha256       text check (length(sha256) = 64),
  content_type text,
  created_at   timestamptz not null default now(),
  check ((execution_id is null) <> (job_id is null)),
  unique (execution_id, name),
  unique (job_id, name)
);

create table "${schema}".data_source (
  id           text        not null primary key,
  name         text        not null,
  type         text        not null check (type in ('file', 'database', 'api')),
  status       text        not null check (status in ('connected', 'disconnected', 'error')),
  config       jsonb       not null,
  last_sync    timestamptz,
  record_count bigint check (record_count >= 0),
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);

create table "${schema}".data_source_column (
  id               text        not null primary key,
  data_source_id   text        not null references "${schema}".data_source (id) on delete cascade,
  column_name      text        not null,
  normalized_name  text        not null,
  data_type        text        not null,
  sample_values    jsonb,
  expose_as_filter boolean     not null default false,
  ui_filter_type   text,
  label            text,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);
create index data_source_column_data_source_id_idx on "${schema}".data_source_column (data_source_id);

-- dashboard_id is an id of the host.
create table "${schema}".dashboard_chart (
  id             text        not null primary key,
  dashboard_id   text        not null,
  data_source_id text        not null references "${schema}".data_source (id) on delete cascade,
  name           text        not null,
  chart_config   jsonb       not null,
  created_by     text        not null,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
create index dashboard_chart_dashboard_id_idx on "${schema}".dashboard_chart (dashboard_id);
create index dashboard_chart_data_source_id_idx on "${schema}".dashboard_chart (data_source_id);

create table "${schema}".uploaded_file (
  id            text        not null primary key,
  filename      text        not null,
  original_name text        not null,
  file_path     text        not null,
  file_type     text        not null,
  file_size     bigint      not null check (file_size >= 0),
  mime_type     text,
  status        text        not null default 'uploaded'
    check (status in ('uploaded', 'processing', 'completed', 'error')),
  error_message text,
  uploaded_by   text        not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index uploaded_file_created_at_idx on "${schema}".uploaded_file (created_at);

-- Rows of an import count only while it is 'visible'. Deleting goes in slices of the rows first: the cascade is the
-- safety net, not the way.
create table "${schema}".import (
  id               text        not null primary key,
  dataset          text        not null,
  uploaded_file_id text references "${schema}".uploaded_file (id) on delete set null,
  data_source_id   text references "${schema}".data_source (id) on delete set null,
  status           text        not null check (status in ('loading', 'visible', 'deleting', 'failed')),
  sheet            text,
  available_sheets jsonb,
  time_zone        text,
  record_count     bigint      not null default 0 check (record_count >= 0),
  refused_count    bigint      not null default 0 check (refused_count >= 0),
  error_message    text,
  owner_node       text,
  fence            bigint      not null default 0,
  created_by       text        not null,
  created_at       timestamptz not null default now(),
  visible_at       timestamptz,
  updated_at       timestamptz not null default now()
);
create index import_uploaded_file_id_idx on "${schema}".import (uploaded_file_id);
create index import_data_source_id_idx on "${schema}".import (data_source_id);
create index import_status_idx on "${schema}".import (status);

-- data_source_id has no foreign key in this table and the next ones: a cascade or set-null over millions of rows
-- would be one long transaction.
create table "${schema}".market_snapshot_data (
  id              text          not null primary key,
  import_id       text          not null references "${schema}".import (id) on delete cascade,
  data_source_id  text,
  time_period     timestamptz   not null,
  timeblock       integer       not null check (timeblock between 1 and 96),
  dam_price       numeric(18,6),
  gdam_price      numeric(18,6),
  rtm_price       numeric(18,6),
  scheduled_mw    numeric(18,6),
  modelresult_mw  numeric(18,6),
  purchase_bid_mw numeric(18,6),
  sell_bid_mw     numeric(18,6),
  state           text,
  plant_name      text,
  region          text,
  contract_name   text,
  metadata        jsonb,
  created_at      timestamptz   not null default now()
);
create index market_snapshot_data_import_id_time_period_idx on "${schema}".market_snapshot_data (import_id, time_period);
create index market_snapshot_data_time_period_idx on "${schema}".market_snapshot_data (time_period);

create table "${schema}".dmo_generator_scheduling (
  id              text          not null primary key,
  import_id       text          not null references "${schema}".import (id) on delete cascade,
  time_period     timestamptz   not null,
  region          text          not null,
  state           text          not null,
  plant_id        text          not null,
  plant_name      text          not null,
  technology_type text          not null,
  contract_name   text,
  scheduled_mw    numeric(18,6) not null,
  actual_mw       numeric(18,6),
  created_at      timestamptz   not null default now()
);
create index dmo_generator_scheduling_import_id_time_period_idx on "${schema}".dmo_generator_scheduling (import_id, time_period);
create index dmo_generator_scheduling_time_period_idx on "${schema}".dmo_generator_scheduling (time_period);

create table "${schema}".dmo_contract_scheduling (
  id            text          not null primary key,
  import_id     text          not null references "${schema}".import (id) on delete cascade,
  time_period   timestamptz   not null,
  region        text          not null,
  state         text          not null,
  contract_name text          not null,
  contract_type text,
  buyer_entity  text          not null,
  seller_entity text          not null,
  contracted_mw numeric(18,6) not null,
  scheduled_mw  numeric(18,6),
  actual_mw     numeric(18,6),
  cumulative_mw numeric(18,6),
  created_at    timestamptz   not null default now()
);
create index dmo_contract_scheduling_import_id_time_period_idx on "${schema}".dmo_contract_scheduling (import_id, time_period);
create index dmo_contract_scheduling_time_period_idx on "${schema}".dmo_contract_scheduling (time_period);

create table "${schema}".dmo_market_bidding (
  id                        text          not null primary key,
  import_id                 text          not null references "${schema}".import (id) on delete cascade,
  time_period               timestamptz   not null,
  region                    text,
  state                     text,
  plant_id                  text          not null,
  plant_name                text          not null,
  market_type               text          not null,
  bid_price_rs_per_mwh      numeric(18,6) not null,
  bid_volume_mw             numeric(18,6) not null,
  clearing_price_rs_per_mwh numeric(18,6),
  cleared_volume_mw         numeric(18,6),
  created_at                timestamptz   not null default now()
);
create index dmo_market_bidding_import_id_time_period_idx on "${schema}".dmo_market_bidding (import_id, time_period);
create index dmo_market_bidding_time_period_idx on "${schema}".dmo_market_bidding (time_period);

-- model_id is the text of the result file, no key of optimization_model.
create table "${schema}".optimization_result (
  id                  text             not null primary key,
  import_id           text             not null references "${schema}".import (id) on delete cascade,
  data_source_id      text,
  model_id            text             not null,
  model_trigger_time  timestamptz      not null,
  time_period         timestamptz      not null,
  time_block          integer          not null check (time_block between 1 and 96),
  technology_type     text             not null,
  region              text             not null,
  state               text             not null,
  contract_type       text,
  plant_name          text             not null,
  contract_name       text,
  dam_price           numeric(18,6),
  gdam_price          numeric(18,6),
  rtm_price           numeric(18,6),
  scheduled_mw        numeric(18,6),
  model_results_mw    numeric(18,6),
  optimization_status text             not null check (optimization_status in ('success', 'failed', 'pending')),
  solver_time_ms      bigint check (solver_time_ms >= 0),
  objective_value     double precision,
  created_at          timestamptz      not null default now()
);
create index optimization_result_import_id_time_period_idx on "${schema}".optimization_result (import_id, time_period);
create index optimization_result_time_period_idx on "${schema}".optimization_result (time_period);

create table "${schema}".storage_schedule (
  id                      text          not null primary key,
  import_id               text          not null references "${schema}".import (id) on delete cascade,
  data_source_id          text,
  time_period             timestamptz   not null,
  time_block              integer       not null check (time_block between 1 and 96),
  region                  text,
  state                   text,
  plant_name              text          not null,
  state_of_charge_percent numeric(18,6) not null check (state_of_charge_percent between 0 and 100),
  charge_mw               numeric(18,6) not null check (charge_mw >= 0),
  discharge_mw            numeric(18,6) not null check (discharge_mw >= 0),
  efficiency              numeric(18,6) check (efficiency between 0 and 1),
  created_at              timestamptz   not null default now()
);
create index storage_schedule_import_id_time_period_idx on "${schema}".storage_schedule (import_id, time_period);
create index storage_schedule_time_period_idx on "${schema}".storage_schedule (time_period);

create table "${schema}".notification (
  id           text        not null primary key,
  type         text        not null,
  category     text        not null,
  title        text        not null,
  message      text        not null,
  severity     text        not null check (severity in ('low', 'medium', 'high', 'critical')),
  is_read      boolean     not null default false,
  is_archived  boolean     not null default false,
  action_url   text,
  action_label text,
  metadata     jsonb,
  user_id      text,
  created_at   timestamptz not null default now(),
  read_at      timestamptz
);
create index notification_created_at_idx on "${schema}".notification (created_at);
create index notification_user_id_idx on "${schema}".notification (user_id);

create table "${schema}".activity (
  id          text        not null primary key,
  type        text        not null,
  action      text        not null,
  title       text        not null,
  description text,
  entity_type text,
  entity_id   text,
  user_id     text        not null,
  status      text        not null,
  metadata    jsonb,
  created_at  timestamptz not null default now()
);
create index activity_created_at_idx on "${schema}".activity (created_at);
create index activity_entity_type_entity_id_idx on "${schema}".activity (entity_type, entity_id);

-- lease_expires_at is the database's own time, never a node's.
create table "${schema}".node (
  id               text        not null primary key,
  name             text        not null,
  hostname         text        not null,
  slot             integer     not null check (slot >= 0),
  incarnation      bigint      not null default 0,
  state            text        not null default 'active' check (state in ('active', 'closed', 'expired')),
  lease_expires_at timestamptz not null,
  started_at       timestamptz not null default now(),
  last_heartbeat   timestamptz not null default now(),
  metadata         jsonb
);

-- A file that must still leave the storage backend; the row goes when the file is gone.
create table "${schema}".file_removal (
  id              text        not null primary key,
  storage_key     text        not null unique,
  reason          text        not null,
  requested_at    timestamptz not null default now(),
  attempts        integer     not null default 0 check (attempts >= 0),
  last_error      text,
  next_attempt_at timestamptz not null default now(),
  owner_node      text,
  fence           bigint      not null default 0
);
create index file_removal_next_attempt_at_idx on "${schema}".file_removal (next_attempt_at);

-- Written in the business transaction; a node's relay moves its own committed rows to event_stream.
create table "${schema}".outbox (
  id         bigint      generated always as identity primary key,
  node_id    text        not null,
  topic      text        not null,
  type       text        not null,
  payload    jsonb       not null,
  created_at timestamptz not null default now()
);
create index outbox_node_id_id_idx on "${schema}".outbox (node_id, id);

-- sequence has no gaps within a node, so that a reader sees what it missed.
create table "${schema}".event_stream (
  node_id    text        not null,
  sequence   bigint      not null check (sequence >= 1),
  topic      text        not null,
  type       text        not null,
  payload    jsonb       not null,
  created_at timestamptz not null default now(),
  primary key (node_id, sequence)
);

-- slot_time is the last slot that was run.
create table "${schema}".publisher_lease (
  name       text        not null primary key,
  owner_node text,
  fence      bigint      not null default 0,
  expires_at timestamptz,
  slot_time  timestamptz,
  updated_at timestamptz not null default now()
);
