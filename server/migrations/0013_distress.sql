-- Somebody of a unit calls for help with a device: an alarm about a unit instead of a case.
alter table alarm
  alter column incident_id drop not null,
  alter column area_id drop not null,
  add column unit_id text references unit;
alter table alarm drop constraint alarm_kind_check;
alter table alarm add constraint alarm_kind_check check (kind in ('nobody-competent', 'nobody-left', 'unassigned', 'rang-late',
  'file-late', 'dispatch-late', 'turnout-late', 'arrive-late', 'check-late', 'overdue', 'supervision-overrun', 'sos'));
alter table alarm
  add check ((unit_id is null) = (incident_id is not null)),
  add check ((unit_id is null) = (kind <> 'sos')),
  add check (unit_id is not null or area_id is not null);
-- It may repeat itself every ten seconds, over several processes: one alarm stands for it.
create unique index alarm_one_distress on alarm (unit_id) where state <> 'cleared' and unit_id is not null;
create index alarm_distress on alarm (unit_id, cleared_at) where unit_id is not null;

-- What a device last said besides its place, and when it last raised which alarm.
alter table device_hearing
  add column told jsonb,
  add column alarms jsonb not null default '{}';
