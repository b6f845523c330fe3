-- The district as data. Nested values are jsonb; their shape is checked on the way in by the schemas of shared/.
create table district (
  id text primary key,
  body jsonb not null
);

create table area (
  id text primary key,
  code text not null unique,
  name jsonb not null,
  short jsonb not null,
  mode text not null check (mode in ('empowered', 'joint-liaison')),
  centre jsonb not null,
  rings jsonb not null,
  approximate boolean not null,
  share double precision not null
);

create table place (
  name jsonb not null,
  lon double precision not null,
  lat double precision not null,
  area_id text not null references area
);

create table force (
  id text primary key,
  name jsonb not null,
  short jsonb not null,
  kind text not null check (kind in ('township', 'direct', 'department')),
  area_id text references area
);

create table matter (
  id text primary key,
  code text not null unique,
  name jsonb not null,
  "group" jsonb not null,
  "limit" jsonb not null,
  urgent boolean not null,
  department_id text not null references force,
  delegated_to jsonb not null
);

create table squad (
  id text primary key,
  force_id text not null references force,
  area_id text references area,
  name jsonb not null,
  state text not null check (state in ('off-duty', 'on-duty')),
  version integer not null
);

create table unit (
  id text primary key,
  squad_id text not null references squad,
  kind text not null check (kind in ('car', 'foot', 'motorcycle')),
  name jsonb not null
);

-- The newest position only, in WGS-84; the track is another matter.
create table fix (
  unit_id text primary key references unit,
  at timestamptz not null,
  lon double precision not null,
  lat double precision not null,
  accuracy_m double precision not null,
  speed_mps double precision not null,
  heading_deg double precision not null
);

create table person (
  id text primary key,
  name text not null unique,
  title text not null,
  role text not null check (role in ('dispatcher', 'shift-lead', 'coordinator', 'squad-leader', 'viewer', 'administrator')),
  scope jsonb not null,
  state text not null check (state in ('active', 'disabled')),
  version integer not null,
  password_hash text not null
);

-- Only the hash of a session's secret is kept: a copy of this table signs nobody in.
create table session (
  token_hash text primary key,
  person_id text not null references person,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);

create sequence incident_no;

create table incident (
  id text primary key,
  no integer not null unique,
  matter_id text not null references matter,
  area_id text not null references area,
  state text not null check (state in ('reported', 'filed', 'dispatched', 'handled', 'closed', 'rejected', 'void', 'reopened')),
  urgent boolean not null,
  source text not null check (source in ('desk', 'hotline', 'patrol', 'video', 'platform', 'import')),
  external_no text,
  lon double precision not null,
  lat double precision not null,
  address text not null,
  description text not null,
  reported_at timestamptz not null,
  filed_at timestamptz,
  due_at timestamptz,
  handled_at timestamptz,
  closed_at timestamptz,
  duplicate_of text references incident,
  relocated boolean not null,
  version integer not null,
  check ((state in ('closed', 'rejected', 'void')) = (closed_at is not null))
);
-- The same number from the same source is the same case.
create unique index incident_external on incident (source, external_no) where external_no is not null;
create index incident_open on incident (area_id) where state not in ('closed', 'rejected', 'void');
create index incident_closed on incident (closed_at desc) where closed_at is not null;
create index incident_similar on incident (matter_id, reported_at);

create table task (
  id text primary key,
  incident_id text not null references incident,
  area_id text not null references area,
  squad_id text references squad,
  liaison_force_id text references force,
  state text not null check (state in ('open', 'offered', 'accepted', 'en-route', 'on-scene', 'handled', 'checked', 'sent-back', 'called-off')),
  opened_at timestamptz not null,
  accepted_at timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  handled_at timestamptz,
  result text,
  version integer not null,
  check (state not in ('accepted', 'en-route', 'on-scene', 'handled', 'checked') or squad_id is not null)
);
create index task_incident on task (incident_id);
create index task_bound on task (squad_id) where state in ('accepted', 'en-route', 'on-scene');
-- One squad's part at a time: an incident has one task that somebody still has to do.
create unique index task_one_live on task (incident_id) where state in ('open', 'offered', 'accepted', 'en-route', 'on-scene');

create table offer (
  id text primary key,
  task_id text not null references task,
  incident_id text not null references incident,
  area_id text not null references area,
  squad_id text not null references squad,
  state text not null check (state in ('made', 'delivered', 'seen', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  made_at timestamptz not null,
  answer_by timestamptz not null,
  delivered_at timestamptz,
  seen_at timestamptz,
  ended_at timestamptz,
  reason text,
  by_hand boolean not null,
  why jsonb not null,
  distance_m integer,
  minutes integer,
  version integer not null,
  check ((state in ('made', 'delivered', 'seen')) = (ended_at is null))
);
create index offer_incident on offer (incident_id);
create index offer_squad_live on offer (squad_id) where state in ('made', 'delivered', 'seen');
-- A task is held out to one squad at a time, and taken by one.
create unique index offer_one_live on offer (task_id) where state in ('made', 'delivered', 'seen');
create unique index offer_one_accepted on offer (task_id) where state = 'accepted';

create table alarm (
  id text primary key,
  kind text not null check (kind in ('nobody-competent', 'nobody-left', 'unassigned', 'rang-late')),
  incident_id text not null references incident,
  area_id text not null references area,
  state text not null check (state in ('raised', 'owned', 'cleared')),
  raised_at timestamptz not null,
  owner_id text references person,
  owner_title text,
  owned_at timestamptz,
  cleared_at timestamptz,
  reason text,
  version integer not null,
  check ((state = 'owned') <= (owner_id is not null)),
  check ((state = 'cleared') = (cleared_at is not null))
);
create index alarm_incident on alarm (incident_id);
create unique index alarm_one_open on alarm (incident_id, kind) where state <> 'cleared';

-- Truth about everything to be done later. The queue only rings the bell.
create table timer (
  id text primary key,
  kind text not null check (kind in ('dispatch.route', 'offer.lapse')),
  ref jsonb not null,
  version integer not null,
  due_at timestamptz not null,
  fired_at timestamptz,
  late boolean not null,
  attempts integer not null,
  retry_at timestamptz
);
create index timer_waiting on timer (due_at) where fired_at is null;
create index timer_fired on timer (fired_at) where fired_at is not null;

create table idempotency (
  person_id text not null,
  key text not null,
  fingerprint text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (person_id, key)
);
create index idempotency_age on idempotency (at);

-- One counter per district, advanced under a row lock until commit: seq is commit order and has no gaps. It also anchors
-- the chain, so that a cut tail is found.
create table district_log (
  district_id text primary key,
  last_seq bigint not null,
  last_hash text not null
);

create table event_log (
  district_id text not null,
  seq bigint not null,
  at timestamptz not null,
  kind text not null,
  doer jsonb not null,
  audience jsonb not null,
  incident_id text,
  body jsonb not null,
  hash text not null,
  primary key (district_id, seq)
);
create index event_log_incident on event_log (incident_id, seq) where incident_id is not null;

-- What is written in the log stays: refused to everybody, the owner of the table included.
create function refuse_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger event_log_is_append_only before update or delete on event_log
  for each row execute function refuse_log_change();
create trigger event_log_is_never_emptied before truncate on event_log
  for each statement execute function refuse_log_change();
revoke update, delete, truncate on event_log from public;
