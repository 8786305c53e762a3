-- What has changed in a scope, in order: for desks that come back, and for what is kept ready of each scope.
create index feed_scope on feed (scope, xid, seq);

-- Each start of a service with a database of its own: a cursor from a run that began later than is known here, or from one
-- that is not known at all, was given out by a database that has been put back to an older state since.
create table run (
  id text primary key,
  began xid8 not null default pg_current_xact_id()
);
