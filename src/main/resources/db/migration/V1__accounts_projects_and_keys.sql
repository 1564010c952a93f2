-- Times are milliseconds since 1970, as on the wire. Text lengths are those that the API accepts.
create table account (
  id         varchar(40)  not null primary key,
  name       varchar(200) not null,
  created_at bigint       not null,
  version    integer      not null
);

create table principal (
  id            varchar(40)  not null primary key,
  account_id    varchar(40)  not null references account (id) on delete cascade,
  email         varchar(320) not null,
  name          varchar(200) not null,
  role          varchar(16)  not null,
  password_hash varchar(200) not null,
  created_at    bigint       not null,
  version       integer      not null,
  constraint principal_email_unique unique (email)
);
create index principal_account on principal (account_id);

create table project (
  id         varchar(40)  not null primary key,
  account_id varchar(40)  not null references account (id) on delete cascade,
  name       varchar(200) not null,
  slug       varchar(64)  not null,
  created_at bigint       not null,
  version    integer      not null,
  constraint project_name_unique unique (account_id, name),
  constraint project_slug_unique unique (account_id, slug)
);

-- models and endpoints are JSON arrays; null means that all are allowed.
create table api_key (
  id           varchar(40)   not null primary key,
  project_id   varchar(40)   not null references project (id) on delete cascade,
  name         varchar(200)  not null,
  key_hash     varchar(64)   not null,
  prefix       varchar(24)   not null,
  models       varchar(8000),
  endpoints    varchar(8000),
  created_at   bigint        not null,
  expires_at   bigint,
  last_used_at bigint,
  constraint api_key_hash_unique unique (key_hash)
);
create index api_key_project on api_key (project_id);

-- The keys of HS256 that the gateway made for itself; the newest signs, older ones still verify.
create table signing_key (
  id         varchar(40)  not null primary key,
  secret     varchar(200) not null,
  created_at bigint       not null
);

-- One row once the first account has been made, so that it is made once by however many gateways start.
create table first_start (
  id         integer not null,
  created_at bigint  not null,
  constraint first_start_once primary key (id)
);

-- Answers to repeated requests with the same Idempotency-Key; null while the first one runs.
create table idempotent_request (
  scope       varchar(100) not null,
  key_hash    varchar(64)  not null,
  fingerprint varchar(64)  not null,
  claim       varchar(40)  not null,
  claimed_at  bigint       not null,
  expires_at  bigint       not null,
  answer      text,
  primary key (scope, key_hash)
);
create index idempotent_request_expiry on idempotent_request (expires_at);
