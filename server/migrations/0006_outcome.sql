-- What a case ended in: its evidence, its lead to the case centre, and what was decided on that.
create table photo (
  id text primary key,
  incident_id text not null references incident,
  area_id text not null references area,
  stage text not null check (stage in ('report', 'handling', 'check')),
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes integer not null check (bytes between 1 and 8388608),
  sha256 text not null,
  added_at timestamptz not null,
  added_by_id text references person,
  added_by_title text not null,
  squad_id text references squad
);
create index photo_incident on photo (incident_id, added_at);

-- Beside the row, so that a list of pictures never reads the pictures.
create table photo_content (
  photo_id text primary key references photo,
  content bytea not null
);

-- Evidence is kept as it came.
create function refuse_evidence_change() returns trigger language plpgsql as $$
begin
  raise exception 'evidence is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger photo_is_never_changed before update on photo
  for each row execute function refuse_evidence_change();
create trigger photo_content_is_never_changed before update on photo_content
  for each row execute function refuse_evidence_change();

-- Whom a lead is about. Personal data stands here and nowhere else; name_key is the name as two writings of it agree.
create table party (
  id text primary key,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null,
  credit_code text,
  id_tail text,
  name_key text not null,
  check (credit_code is null or kind = 'organisation'),
  check (id_tail is null or kind = 'person')
);
create index party_name on party (name_key);
create index party_credit on party (credit_code) where credit_code is not null;

create sequence lead_no;
create table lead (
  id text primary key,
  no bigint not null unique,
  incident_id text not null unique references incident,
  area_id text not null references area,
  item_id text not null,
  catalogue_version integer not null,
  subject_id text not null references force,
  photo_ids jsonb not null,
  party_id text references party,
  party_kind text check (party_kind in ('person', 'organisation')),
  state text not null check (state in ('open', 'taken', 'returned', 'decided')),
  opened_at timestamptz not null,
  opened_by_id text references person,
  opened_by_title text not null,
  taken_at timestamptz,
  taken_by_title text,
  decide_by timestamptz,
  returned_for text,
  decided_at timestamptz,
  version integer not null,
  note text not null,
  check ((party_id is null) = (party_kind is null)),
  check ((taken_at is null) = (decide_by is null)),
  check ((state = 'returned') = (returned_for is not null)),
  check ((state = 'decided') = (decided_at is not null))
);
create index lead_state on lead (state, no desc);

create sequence decision_no;
create table decision (
  id text primary key,
  no bigint not null unique,
  lead_id text not null unique references lead,
  incident_id text not null references incident,
  area_id text not null references area,
  subject_id text not null references force,
  item_id text not null,
  catalogue_version integer not null,
  kind text not null check (kind in ('no-penalty', 'penalty')),
  party_id text not null references party,
  party_kind text not null check (party_kind in ('person', 'organisation')),
  track text check (track in ('summary', 'fast', 'ordinary')),
  fine_fen bigint check (fine_fen >= 0),
  officer_ids jsonb not null,
  decided_at timestamptz not null,
  decided_by_id text references person,
  decided_by_title text not null,
  corrected boolean,
  minor boolean,
  note text not null,
  extended_for text,
  check ((kind = 'penalty') = (track is not null)),
  check ((kind = 'penalty') = (fine_fen is not null))
);
create index decision_item on decision (item_id, decided_at desc);

-- Why a violation went without a lead; reopened and closed again, it owes the answer again.
create table omission (
  id text primary key,
  incident_id text not null references incident,
  area_id text not null references area,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by_id text references person,
  recorded_by_title text not null
);
create index omission_incident on omission (incident_id, recorded_at desc);
create index incident_violations on incident (no desc) where outcome = 'violation';
