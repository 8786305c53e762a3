-- Files that go with messages. Their bytes lie in pieces under the hash of the whole, once for all who sent the same;
-- while a file comes in, under its own id. Times are ms since the epoch.
create table file (
  id text primary key,
  -- Whoever may see this conversation may see the file.
  conversation_id text not null,
  -- 'customer', or 'agent:<id>'.
  owner text not null,
  name text not null,
  media text not null,
  bytes integer not null,
  received integer not null default 0,
  -- Null until it is whole.
  sha256 text,
  at bigint not null,
  -- A message was found that holds it.
  kept boolean not null default false
);
create index file_of_conversation on file (conversation_id);
create index file_unkept on file (at) where not kept;
create index file_of_hash on file (sha256);

create table file_piece (
  blob text not null,
  n integer not null,
  bytes bytea not null,
  primary key (blob, n)
);
-- Pictures and documents are packed already.
alter table file_piece alter column bytes set storage external;
