-- The keys of a project by the time when they were made, in both directions: a page of 100,000 is read, not sorted.
create index api_key_oldest on api_key (project_id, created_at, id);
create index api_key_newest on api_key (project_id, created_at desc, id);

-- The embedded database reads an index in one direction only, PostgreSQL in both.
${postgres} /*
create index usage_record_newest on usage_record (account_id desc, timestamp desc, request_id desc);
create index audit_event_newest on audit_event (account_id desc, timestamp desc, request_id desc);
${postgres} */
