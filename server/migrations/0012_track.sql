-- Where units were, as compressed chunks: what is being written and not yet an hour old in pieces of about five minutes, one
-- row each and often rewritten; what is over by the hour, appended once. A day is a partition, so that what has been kept
-- long enough is dropped as a whole. No references: a unit that is no more leaves its past behind until then.
create table track_piece (
  writer text not null,
  no integer not null,
  unit_id text not null,
  from_at timestamptz not null,
  written_at timestamptz not null default now(),
  body bytea not null,
  primary key (writer, no)
);
create index track_piece_unit on track_piece (unit_id, from_at);
alter table track_piece alter column body set storage external;

create table track_chunk (
  from_at timestamptz not null,
  unit_id text not null,
  body bytea not null
) partition by range (from_at);
create index track_chunk_unit on track_chunk (unit_id, from_at);
alter table track_chunk alter column body set storage external;

-- Who looked at whose track, and why; one row for each squad, which may read it.
create table track_view (
  id text primary key,
  grant_id text not null,
  squad_id text not null references squad,
  area_id text references area,
  unit_ids jsonb not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  purpose text not null check (purpose in ('look', 'replay', 'gpx', 'geojson', 'csv')),
  reason text not null,
  viewed_at timestamptz not null,
  viewed_by_id text not null references person,
  viewed_by_title text not null
);
create index track_view_grant on track_view (grant_id);
create index track_view_squad on track_view (squad_id, viewed_at desc);

-- Which fence a unit is inside of, from when on; or was, until it goes off duty: of several servers that see the same,
-- whoever is late finds by the times that nothing has changed.
create table fence_stay (
  unit_id text not null references unit,
  fence_id text not null,
  since timestamptz not null,
  told_dwell boolean not null,
  left_at timestamptz,
  primary key (unit_id, fence_id)
);

-- That a unit of its squad seems to have come to a task's case. Only proposed: the squad says so itself, says no, or leaves.
create table arrival (
  task_id text primary key references task,
  incident_id text not null references incident,
  area_id text not null references area,
  squad_id text not null references squad,
  unit_id text not null references unit,
  at timestamptz not null,
  proposed_at timestamptz not null,
  left_at timestamptz,
  dismissed_at timestamptz
);
create index arrival_squad on arrival (squad_id);

-- A past hour is read by its time; who was on duty then, by squads' moves alone.
create index event_log_at on event_log (district_id, at);
create index event_log_squads on event_log (district_id, at) where kind = 'squad.moved';

update district set body = '{"fences": []}'::jsonb || jsonb_set(body, '{settings}', '{"trackDays": 90}'::jsonb || (body -> 'settings'));

alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind in ('dispatch.route', 'offer.lapse', 'offer.remind', 'case.stage',
  'task.stage', 'incident.take-up', 'alarm.escalate', 'approval.lapse', 'supervision.overrun', 'squad.recount', 'track.purge'));
