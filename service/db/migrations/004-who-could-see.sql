-- Since when a record is in its scope, where it was before, and which queues an agent has worked: together they say whether
-- an agent could see a record once, for notes that come late. Kept by triggers, so that no way of writing forgets them.

-- Counts moments, so that no clock decides what came first. `ended` (ms since the epoch) only says what is old.
create sequence moment;

-- Records that are there already count as having always been where they are.
alter table record add column since bigint not null default 0;
alter table record alter column since set default nextval('moment');

create table record_past (
  kind text not null,
  id text not null,
  scope text not null,
  since bigint not null,
  until bigint not null,
  ended bigint not null,
  primary key (kind, id, until)
);
create index record_past_ended on record_past (ended);

create function record_moves() returns trigger language plpgsql as $$
begin
  new.since := nextval('moment');
  if old.kind in ('case', 'conversation') then
    insert into record_past (kind, id, scope, since, until, ended)
      values (old.kind, old.id, old.scope, old.since, new.since, (extract(epoch from clock_timestamp()) * 1000)::bigint);
  end if;
  return new;
end $$;
create trigger record_moves before update on record for each row
  when (old.scope is distinct from new.scope) execute function record_moves();

create table agent_queue (
  agent_id text not null,
  queue_id text not null,
  since bigint not null,
  -- Null while the agent works it.
  until bigint,
  ended bigint,
  primary key (agent_id, queue_id, since)
);
create unique index agent_queue_now on agent_queue (agent_id, queue_id) where until is null;
insert into agent_queue (agent_id, queue_id, since)
  select distinct id, queue, 0 from record, jsonb_array_elements_text(body -> 'queueIds') as queue where kind = 'agent';

create function agent_works() returns trigger language plpgsql as $$
declare
  works text[] := array(select jsonb_array_elements_text(new.body -> 'queueIds'));
begin
  update agent_queue set until = nextval('moment'), ended = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where agent_id = new.id and until is null and queue_id <> all (works);
  insert into agent_queue (agent_id, queue_id, since)
    select new.id, queue, nextval('moment') from (select distinct unnest(works) as queue) x
    on conflict (agent_id, queue_id) where until is null do nothing;
  return null;
end $$;
create trigger agent_works after insert or update on record for each row
  when (new.kind = 'agent') execute function agent_works();

-- A desk is never deleted, so this only cost: one look at the desk for each verdict.
alter table verdict drop constraint verdict_agent_id_desk_id_fkey;
