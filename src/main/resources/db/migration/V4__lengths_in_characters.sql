-- Lengths of names count characters, some of which take two places here; and 100 names are longer than they were thought to be.
alter table account alter column name set data type varchar(400);
alter table principal alter column name set data type varchar(400);
alter table project alter column name set data type varchar(400);
alter table api_key alter column name set data type varchar(400);
alter table api_key alter column models set data type varchar(60000);
alter table api_key alter column endpoints set data type varchar(60000);
