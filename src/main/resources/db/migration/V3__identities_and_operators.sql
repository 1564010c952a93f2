-- By what a principal is known to whoever lets it in. Issuer '' is the gateway itself, whose subjects are e-mail
-- addresses in lower case. Another issuer names people by subjects of its own, since addresses change hands.
create table principal_identity (
  issuer       varchar(500) not null,
  subject      varchar(300) not null,
  principal_id varchar(40)  not null references principal (id) on delete cascade,
  constraint principal_identity_unique primary key (issuer, subject)
);
create index principal_identity_principal on principal_identity (principal_id);

insert into principal_identity (issuer, subject, principal_id)
  select '', email, id from principal where password_hash <> '';

-- Two issuers may know the same address; only an identity is unique.
alter table principal drop constraint principal_email_unique;
create index principal_email on principal (email);

-- Which account is the operator's.
alter table first_start add column account_id varchar(40);
update first_start
  set account_id = (select min(id) from account where account.created_at = first_start.created_at);

-- Whether the operator or an issuer, rather than whoever signed up, says that the address is this person's.
alter table principal add column email_vouched boolean default false not null;
update principal
  set email_vouched = true
  where password_hash = '' or account_id in (select account_id from first_start);
