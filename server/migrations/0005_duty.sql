-- Who of the squads' people is there, and with which papers.
alter table squad add column crew integer check (crew >= 0);
alter table squad add column licensed integer check (licensed between 0 and crew);
alter table squad add constraint squad_crew_on_duty check (state = 'on-duty' or (crew is null and licensed is null));

create table officer (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('enforcement', 'auxiliary')),
  owner_force_id text not null references force,
  duty_squad_id text not null references squad,
  licence_no text unique,
  licence_scope jsonb not null,
  licence_until text,
  state text not null check (state in ('active', 'left')),
  version integer not null,
  check ((licence_no is null) = (licence_until is null))
);
create index officer_squad on officer (duty_squad_id);

-- Who was on duty when, also long after the squad has changed hands: the area is kept as it was.
create table duty_period (
  id text primary key,
  squad_id text not null references squad,
  area_id text references area,
  officer_id text references officer,
  began_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at >= began_at)
);
create index duty_period_squad on duty_period (squad_id) where ended_at is null;
create unique index duty_period_one_open on duty_period (officer_id) where ended_at is null;
create index duty_period_at on duty_period (began_at, ended_at);

-- Who of a squad is on a task; it stays when the task is over, as who did it.
create table task_crew (
  task_id text not null references task,
  officer_id text not null references officer,
  put_at timestamptz not null,
  primary key (task_id, officer_id)
);
create index task_crew_officer on task_crew (officer_id);

-- Who is to be where (六定). What was published is never written over: the next edition supersedes it.
create table duty_table (
  id text primary key,
  area_id text references area,
  from_day text not null,
  to_day text not null check (to_day >= from_day),
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  edition integer not null,
  revises text references duty_table,
  points jsonb not null,
  published_at timestamptz,
  version integer not null
);
create index duty_table_days on duty_table (from_day, to_day);
create unique index duty_table_one_published on duty_table (coalesce(area_id, ''), from_day, to_day) where state = 'published';

-- A person's time at a desk.
create table desk_shift (
  id text primary key,
  person_id text not null references person,
  title text not null,
  role text not null,
  area_id text references area,
  state text not null check (state in ('on', 'over')),
  began_at timestamptz not null,
  ended_at timestamptz,
  version integer not null,
  check ((state = 'over') = (ended_at is not null))
);
create unique index desk_shift_one_on on desk_shift (person_id) where state = 'on';

-- Open work on its way from one person to another, with what was open when it was offered.
create table handover (
  id text primary key,
  from_id text not null references person,
  from_title text not null,
  to_id text not null references person,
  to_title text not null,
  area_id text references area,
  state text not null check (state in ('offered', 'taken', 'declined', 'withdrawn')),
  note text,
  open jsonb not null,
  offered_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  version integer not null,
  check (from_id <> to_id),
  check ((state = 'offered') = (ended_at is null))
);
create index handover_offered_at on handover (offered_at desc);
create unique index handover_one_offered on handover (from_id) where state = 'offered';
create index alarm_owned on alarm (owner_id) where state = 'owned';

-- A licence lapses at midnight: a squad that is on duty then is counted anew.
alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind in ('dispatch.route', 'offer.lapse', 'offer.remind', 'case.stage',
  'task.stage', 'incident.take-up', 'alarm.escalate', 'approval.lapse', 'supervision.overrun', 'squad.recount'));
