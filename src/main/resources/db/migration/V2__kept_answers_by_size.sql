-- How much of the store each kept answer takes. Those of the version before cannot be opened any more.
delete from idempotent_request;
alter table idempotent_request add column answer_bytes bigint not null default 0;
