-- Bodies of requests and responses, redacted and deflated, apart from their events; null: there was none.
create table audit_body (
  timestamp     bigint      not null,
  request_id    varchar(40) not null,
  account_id    varchar(40) not null,
  project_id    varchar(40) not null,
  request_body  bytea,
  response_body bytea,
  truncated     boolean     not null,
  primary key (timestamp, request_id)
)
${postgres} partition by range (timestamp)
;
${postgres} create table audit_body_default partition of audit_body default;
create index audit_body_project on audit_body (project_id, timestamp);
create index audit_body_request on audit_body (request_id);
