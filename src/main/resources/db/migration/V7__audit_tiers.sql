-- How much is remembered of a project's requests; null: as the configuration says.
alter table project add audit_tier varchar(16);
