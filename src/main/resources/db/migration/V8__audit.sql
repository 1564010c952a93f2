-- One row for each request to the gateway and each change; count stands for that many of a kind. changes and tags are
-- JSON; null: there are none. PostgreSQL keeps one partition a day, which the gateway makes ahead and drops whole.
create table audit_event (
  timestamp    bigint       not null,
  request_id   varchar(40)  not null,
  kind         varchar(16)  not null,
  outcome      varchar(32)  not null,
  account_id   varchar(40),
  project_id   varchar(40),
  key_id       varchar(100),
  principal_id varchar(40),
  address      varchar(64),
  method       varchar(40)  not null,
  route        varchar(400) not null,
  action       varchar(400),
  changes      text,
  model        varchar(400),
  provider     varchar(200),
  target       varchar(600),
  status       integer      not null,
  error_id     varchar(40),
  scope        varchar(16),
  dimension    varchar(32),
  count        bigint       not null,
  latency_ms   bigint       not null,
  bytes_in     bigint       not null,
  bytes_out    bigint       not null,
  tags         text,
  bodies       boolean      not null,
  primary key (timestamp, request_id)
)
${postgres} partition by range (timestamp)
;
${postgres} create table audit_event_default partition of audit_event default;
create index audit_event_account on audit_event (account_id, timestamp, request_id);
create index audit_event_project on audit_event (project_id, timestamp, request_id);
create index audit_event_request on audit_event (request_id);
