create table energyops_schema_history (
  installed_rank int           not null primary key,
  version        varchar(50),
  description    varchar(200)  not null,
  type           varchar(20)   not null,
  script         varchar(1000) not null,
  checksum       int,
  installed_by   varchar(100)  not null,
  installed_on   text          not null default (strftime('%Y-%m-%d %H:%M:%f','now')),
  execution_time int           not null,
  success        boolean       not null
);
create index energyops_schema_history_s_idx on energyops_schema_history (success);
