-- The dispatch engine: places in a case, stopped clocks, approvals, supervision, alarms that climb.
alter table person drop constraint person_role_check;
alter table person add constraint person_role_check
  check (role in ('dispatcher', 'shift-lead', 'centre-head', 'coordinator', 'squad-leader', 'viewer', 'administrator'));

-- A district's one setting becomes one of many; the others get what holds where nothing else is said (shared/src/settings.ts).
update district set body = (body - 'answerWithinS') || jsonb_build_object(
  'runCards', '[]'::jsonb,
  'settings', jsonb_build_object(
    'fileWithinS', 900, 'dispatchWithinS', 900, 'answerWithinS', coalesce(body -> 'answerWithinS', '120'::jsonb),
    'remindAfterS', 60, 'turnoutWithinS', 300, 'arriveWithinS', 1800, 'checkWithinS', 86400, 'escalateAfterS', 300,
    'askAtMost', 5, 'urgentAtOnce', 1, 'stackAtMost', 3, 'reserve', 0, 'minLicensed', 2, 'waiverPeriodDays', 365,
    'onSpotFen', '{"person": 20000, "organisation": 300000}'::jsonb,
    'approvals', '{"extend": ["shift-lead"], "suspend": ["shift-lead", "centre-head"], "forceClose": ["shift-lead", "centre-head"]}'::jsonb));

alter table incident
  add column catalogue_version integer not null default 1,
  add column condition_code text,
  add column "limit" jsonb,
  add column extensions integer not null default 0 check (extensions between 0 and 2),
  add column left_ms bigint,
  add column suspended_until timestamptz,
  add column asked_since timestamptz,
  add column slots jsonb not null default '[]',
  add column card_id text,
  add column level integer not null default 0,
  add column outcome text check (outcome in ('settled', 'unfounded', 'violation', 'forced')),
  add column closing_code text,
  add column major boolean not null default false,
  add column part_of text references incident;
alter table incident
  alter column catalogue_version drop default, alter column extensions drop default, alter column slots drop default,
  alter column level drop default, alter column major drop default;
-- A case of the spine has one place to fill, runs from its filing, and keeps the limit that its matter had.
update incident set slots = '[{"id": "1", "part": "lead", "forces": ["authority"], "minCrew": 0, "atOnce": 1}]', level = 1,
  asked_since = filed_at, "limit" = (select m."limit" from matter m where m.id = incident.matter_id)
  where filed_at is not null;
update incident set outcome = 'settled' where state = 'closed';
alter table incident drop constraint incident_state_check;
alter table incident add constraint incident_state_check
  check (state in ('reported', 'filed', 'dispatched', 'suspended', 'handled', 'closed', 'rejected', 'void', 'reopened'));
alter table incident add constraint incident_stopped_clock
  check ((state = 'suspended') = (suspended_until is not null) and (state = 'suspended') = (left_ms is not null));
create index incident_part on incident (part_of) where part_of is not null;
create index incident_repeats on incident (duplicate_of) where duplicate_of is not null;
create index incident_around on incident (lat, lon) where state not in ('closed', 'rejected', 'void');

alter table task
  add column slot text not null default '1',
  add column part text not null default 'lead' check (part in ('lead', 'member')),
  add column unacknowledged_at timestamptz;
alter table task alter column slot drop default, alter column part drop default;
drop index task_one_live;
-- A place in a case is filled once, led by one, and no squad fills two places of the same case.
create unique index task_one_live on task (incident_id, slot) where state in ('open', 'offered', 'accepted', 'en-route', 'on-scene', 'handled');
create unique index task_one_lead on task (incident_id) where part = 'lead' and state in ('open', 'offered', 'accepted', 'en-route', 'on-scene', 'handled');
create unique index task_one_squad on task (incident_id, squad_id) where state in ('accepted', 'en-route', 'on-scene', 'handled');

alter table offer
  add column reminded_at timestamptz,
  add column broadcast boolean not null default false,
  add column proposed_id text references squad,
  add column place integer check (place >= 1);
alter table offer alter column broadcast drop default;
-- Held out to several at once it is still held out once to each.
drop index offer_one_live;
create unique index offer_one_live on offer (task_id, squad_id) where state in ('made', 'delivered', 'seen');

alter table alarm
  add column task_id text references task,
  add column climb_at timestamptz,
  add column level text not null default 'dispatcher' check (level in ('dispatcher', 'shift-lead', 'centre-head'));
alter table alarm alter column level drop default;
alter table alarm drop constraint alarm_kind_check;
alter table alarm add constraint alarm_kind_check check (kind in ('nobody-competent', 'nobody-left', 'unassigned', 'rang-late',
  'file-late', 'dispatch-late', 'turnout-late', 'arrive-late', 'check-late', 'overdue', 'supervision-overrun'));
drop index alarm_one_open;
create unique index alarm_one_open on alarm (incident_id, kind, coalesce(task_id, '')) where state <> 'cleared';

create table approval (
  id text primary key,
  incident_id text not null references incident,
  area_id text not null references area,
  subject text not null check (subject in ('extend', 'suspend', 'force-close')),
  step integer not null,
  role text not null check (role in ('shift-lead', 'centre-head')),
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn', 'lapsed')),
  asked_at timestamptz not null,
  asked_by_id text references person,
  asked_by_title text not null,
  squad_id text references squad,
  reason text not null,
  until timestamptz,
  ended_at timestamptz,
  ended_by_title text,
  decision text,
  version integer not null,
  check ((state = 'asked') = (ended_at is null)),
  check ((subject = 'suspend') = (until is not null))
);
create index approval_incident on approval (incident_id);
create unique index approval_one_asked on approval (incident_id, subject) where state = 'asked';

create table supervision (
  id text primary key,
  kind text not null check (kind in ('order', 'reminder')),
  incident_id text not null references incident,
  area_id text not null references area,
  squad_id text not null references squad,
  state text not null check (state in ('issued', 'acknowledged', 'answered', 'closed', 'withdrawn')),
  text text not null,
  "limit" jsonb not null,
  issued_at timestamptz not null,
  issued_by_title text not null,
  due_at timestamptz not null,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  answer text,
  overrun_at timestamptz,
  ended_at timestamptz,
  version integer not null,
  check ((state in ('closed', 'withdrawn')) = (ended_at is not null))
);
create index supervision_incident on supervision (incident_id);
create index supervision_squad on supervision (squad_id, issued_at desc);

alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind in ('dispatch.route', 'offer.lapse', 'offer.remind', 'case.stage',
  'task.stage', 'incident.take-up', 'alarm.escalate', 'approval.lapse', 'supervision.overrun'));

-- Cases that stand get what a new one gets: somebody looks when their time is up, and an alarm that nobody owns climbs.
insert into timer (id, kind, ref, version, due_at, late, attempts)
  select 'timer-' || md5(i.id || stage), 'case.stage', jsonb_build_object('incidentId', i.id, 'stage', stage), 1, due, false, 0
  from incident i, lateral (values
    ('file', case when i.state = 'reported' then now() + interval '15 minutes' end),
    ('dispatch', case when i.state in ('filed', 'dispatched', 'reopened') then now() + interval '15 minutes' end),
    ('limit', case when i.state in ('filed', 'dispatched', 'reopened') then greatest(i.due_at, now()) end),
    ('check', case when i.state = 'handled' then now() + interval '1 day' end)) as stages (stage, due)
  where due is not null;
insert into timer (id, kind, ref, version, due_at, late, attempts)
  select 'timer-' || md5(t.id || stage), 'task.stage', jsonb_build_object('taskId', t.id, 'stage', stage), 1, due, false, 0
  from task t, lateral (values
    ('turnout', case when t.state = 'accepted' then now() + interval '5 minutes' end),
    ('arrive', case when t.state in ('accepted', 'en-route') then now() + interval '30 minutes' end)) as stages (stage, due)
  where due is not null;
update alarm set level = 'shift-lead' where kind in ('nobody-competent', 'nobody-left', 'rang-late');
update alarm set climb_at = now() + interval '5 minutes' where state = 'raised' and kind <> 'rang-late';
insert into timer (id, kind, ref, version, due_at, late, attempts)
  select 'timer-' || md5(a.id), 'alarm.escalate', jsonb_build_object('alarmId', a.id), 1, a.climb_at, false, 0
  from alarm a where a.climb_at is not null;
