-- Records as documents, validated by shared/domain, and the feed of what changed.
-- A new field of a record needs no migration; one that a query filters or sorts by needs an expression index.

create table meta (
  key text primary key,
  value text not null
);

create sequence case_number start 10001;

create table record (
  kind text not null,
  id text not null,
  -- Who may see it, one of visibility.ts: 'all', 'queue:<id>', 'agent:<id>'.
  scope text not null,
  -- Counts 1, 2, 3 per record.
  version bigint not null default 1,
  body jsonb not null,
  -- The transaction that wrote it last.
  xid xid8 not null default pg_current_xact_id(),
  primary key (kind, id)
) with (fillfactor = 90);

create index record_scope on record (scope, kind, id);
create index message_of_conversation on record ((body ->> 'conversationId'), ((body ->> 'seq')::bigint)) where kind = 'message';
create index note_of_subject on record ((body ->> 'subjectId'), (body ->> 'subjectKind')) where kind = 'note';
create index offer_of_conversation on record ((body ->> 'conversationId')) where kind = 'offer';
create index offer_ringing on record ((body ->> 'agentId')) where kind = 'offer' and body ->> 'state' = 'ringing';
create index conversation_state on record ((body ->> 'state'), (body ->> 'queueId')) where kind = 'conversation' and body ->> 'state' <> 'closed';
create index conversation_of_agent on record ((body ->> 'agentId'), ((body ->> 'acceptedAt')::bigint)) where kind = 'conversation';
create index case_of_conversation on record ((body ->> 'conversationId')) where kind = 'case';
create index customer_email on record (lower(body ->> 'email')) where kind = 'customer';

-- Rows are read only below pg_snapshot_xmin and in the order (xid, seq): a plain sequence commits out of order and loses rows.
create table feed (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  kind text not null,
  id text not null,
  -- put: the record is in the scope; leave: it has left the scope; remove: it is gone.
  op text not null check (op in ('put', 'leave', 'remove')),
  scope text not null,
  version bigint not null,
  at bigint not null,
  primary key (xid, seq)
);
create index feed_at on feed using brin (at);
