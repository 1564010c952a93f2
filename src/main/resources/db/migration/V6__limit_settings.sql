-- Limits that accounts, projects and API keys have of their own, as JSON; a row goes when the one goes whose it is.
create table limit_setting (
  scope      varchar(16) not null,
  id         varchar(40) not null,
  settings   text        not null,
  version    integer     not null,
  account_id varchar(40) not null references account (id) on delete cascade,
  project_id varchar(40) references project (id) on delete cascade,
  key_id     varchar(40) references api_key (id) on delete cascade,
  primary key (scope, id)
);
create index limit_setting_account on limit_setting (account_id);
create index limit_setting_project on limit_setting (project_id);
create index limit_setting_key on limit_setting (key_id);
