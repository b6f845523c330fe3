-- Many tracks leave as a file only when two people want it: who asked, who agreed, how often it was fetched.
create table track_request (
  id text primary key,
  state text not null check (state in ('asked', 'agreed', 'refused', 'withdrawn', 'lapsed', 'fetched')),
  area_id text references area,
  squad_id text references squad,
  parts jsonb not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  purpose text not null check (purpose in ('gpx', 'geojson', 'csv')),
  reason text not null,
  asked_at timestamptz not null,
  asked_by_id text not null references person,
  asked_by_title text not null,
  until timestamptz not null,
  decided_at timestamptz,
  decided_by_id text references person,
  decided_by_title text,
  decision text,
  grant_id text unique,
  fetches integer not null check (fetches between 0 and 3),
  version integer not null,
  check (decided_by_id is null or decided_by_id <> asked_by_id),
  check (state not in ('agreed', 'fetched') or (grant_id is not null and decided_by_id is not null)),
  check ((state = 'fetched') = (fetches > 0))
);
create index track_request_asked on track_request (asked_at desc);
create index track_request_parts on track_request using gin (parts jsonb_path_ops);
create index track_view_person on track_view (viewed_by_id, viewed_at desc);

-- Chunks of days that were dropped, which belong to a task of a case that is still kept; and to which cases.
create table track_kept (
  from_at timestamptz not null,
  unit_id text not null,
  body bytea not null,
  incident_ids jsonb not null
);
create index track_kept_unit on track_kept (unit_id, from_at);
create index track_kept_age on track_kept (from_at);
alter table track_kept alter column body set storage external;

-- What is left of a unit's day when its track is dropped: no place. No references: a unit that is no more has had its days.
create table track_day (
  unit_id text not null,
  day text not null,
  squad_id text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  fixes integer not null,
  metres integer not null,
  duty_s integer not null,
  primary key (unit_id, day)
);
create index task_accepted on task (accepted_at) where squad_id is not null;

update district set body = jsonb_set(body, '{settings}',
  '{"caseDays": 1095, "exportAlone": {"units": 3, "unitHours": 24}}'::jsonb || (body -> 'settings'));

alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind in ('dispatch.route', 'offer.lapse', 'offer.remind', 'case.stage',
  'task.stage', 'incident.take-up', 'alarm.escalate', 'approval.lapse', 'supervision.overrun', 'squad.recount', 'track.purge',
  'track.request-lapse'));
