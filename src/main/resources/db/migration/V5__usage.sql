-- One row for each request to a model; cost in 10^-9 US dollars. attempt_log and tags are JSON; null: there are none.
-- PostgreSQL keeps one partition a month, which the gateway makes ahead and drops whole.
create table usage_record (
  timestamp          bigint       not null,
  request_id         varchar(40)  not null,
  started_at         bigint       not null,
  account_id         varchar(40)  not null,
  project_id         varchar(40)  not null,
  key_id             varchar(100) not null,
  operation          varchar(40)  not null,
  stream             boolean      not null,
  model              varchar(400) not null,
  provider           varchar(200),
  target             varchar(600),
  upstream_model     varchar(400),
  uncached_tokens    bigint       not null,
  cache_read_tokens  bigint       not null,
  cache_write_tokens bigint       not null,
  text_tokens        bigint       not null,
  reasoning_tokens   bigint       not null,
  estimated          boolean      not null,
  cost_nano_usd      bigint,
  price              varchar(16),
  latency_ms         bigint       not null,
  ttft_ms            bigint,
  finish_reason      varchar(40),
  status             integer      not null,
  error_id           varchar(40),
  attempts           integer      not null,
  attempt_log        text,
  replayed           boolean      not null,
  cached             boolean      not null,
  tags               text,
  end_user           varchar(300),
  body_ms            bigint,
  admitted_ms        bigint,
  trace_id           varchar(40),
  primary key (timestamp, request_id)
)
${postgres} partition by range (timestamp)
;
${postgres} create table usage_record_default partition of usage_record default;
create index usage_record_account on usage_record (account_id, timestamp, request_id);
create index usage_record_project on usage_record (project_id, timestamp, request_id);
create index usage_record_request on usage_record (request_id);

-- Sums of the records by the hour of their timestamp. Whatever a record does not name is '' here. admitted counts those
-- that were not replayed, errors what the gateway has told of one, disconnects clients that left, unpriced those without
-- a cost.
create table usage_hour (
  start_at           bigint       not null,
  account_id         varchar(40)  not null,
  project_id         varchar(40)  not null,
  key_id             varchar(100) not null,
  model              varchar(400) not null,
  provider           varchar(200) not null,
  target             varchar(600) not null,
  requests           bigint       not null default 0,
  admitted           bigint       not null default 0,
  errors             bigint       not null default 0,
  disconnects        bigint       not null default 0,
  uncached_tokens    bigint       not null default 0,
  cache_read_tokens  bigint       not null default 0,
  cache_write_tokens bigint       not null default 0,
  text_tokens        bigint       not null default 0,
  reasoning_tokens   bigint       not null default 0,
  cost_nano_usd      bigint       not null default 0,
  unpriced           bigint       not null default 0,
  latency_ms         bigint       not null default 0,
  primary key (account_id, start_at, project_id, key_id, model, provider, target)
);
create index usage_hour_project on usage_hour (project_id, start_at);
create index usage_hour_key on usage_hour (key_id, start_at);
create index usage_hour_start on usage_hour (start_at);

-- The same by the minute and without keys and targets, for a few days.
create table usage_minute (
  start_at           bigint       not null,
  account_id         varchar(40)  not null,
  project_id         varchar(40)  not null,
  model              varchar(400) not null,
  provider           varchar(200) not null,
  requests           bigint       not null default 0,
  admitted           bigint       not null default 0,
  errors             bigint       not null default 0,
  disconnects        bigint       not null default 0,
  uncached_tokens    bigint       not null default 0,
  cache_read_tokens  bigint       not null default 0,
  cache_write_tokens bigint       not null default 0,
  text_tokens        bigint       not null default 0,
  reasoning_tokens   bigint       not null default 0,
  cost_nano_usd      bigint       not null default 0,
  unpriced           bigint       not null default 0,
  latency_ms         bigint       not null default 0,
  primary key (account_id, start_at, project_id, model, provider)
);
create index usage_minute_start on usage_minute (start_at);

-- How many requests of an hour took how long: measure is latency or ttft, bucket the logarithm of the milliseconds to
-- the base 1.1, rounded up.
create table usage_latency (
  start_at   bigint       not null,
  account_id varchar(40)  not null,
  project_id varchar(40)  not null,
  model      varchar(400) not null,
  provider   varchar(200) not null,
  measure    varchar(8)   not null,
  bucket     integer      not null,
  requests   bigint       not null default 0,
  primary key (account_id, start_at, project_id, model, provider, measure, bucket)
);
create index usage_latency_start on usage_latency (start_at);

-- Sums without records that were added to usage_hour, so that each is added once.
create table usage_fold (
  id       varchar(40) not null primary key,
  added_at bigint      not null
);
