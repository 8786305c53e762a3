-- Who may sign in, the tokens of those who have, and what each desk has sent. Times are ms since the epoch.

create table account (
  agent_id text primary key,
  handle text not null,
  password_hash text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin')),
  disabled boolean not null default false
);
create unique index account_handle on account (lower(handle));

create table token (
  hash text primary key,
  agent_id text not null references account on delete cascade,
  desk_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked boolean not null default false
);
create index token_of_agent on token (agent_id);

-- A desk counts its commands per agent, so that two agents who share a machine do not share a count.
create table desk (
  agent_id text not null,
  id text not null,
  last_n bigint not null default 0,
  last_seen bigint not null,
  -- While a process holds this desk's link it keeps moving this into the future.
  linked_until bigint,
  primary key (agent_id, id)
);

create table verdict (
  agent_id text not null,
  desk_id text not null,
  n bigint not null,
  command_id text not null,
  -- Either the cursor at which it is in the feed, or the refusal.
  at text,
  refusal jsonb,
  primary key (agent_id, desk_id, n),
  foreign key (agent_id, desk_id) references desk on delete cascade,
  check ((at is null) <> (refusal is null))
);

-- What lets a customer's page come back to its conversation.
create table chat_token (
  hash text primary key,
  conversation_id text not null,
  expires_at bigint not null
);
