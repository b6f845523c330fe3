-- What sends positions, and what was not believed of it.
create table device (
  id text primary key,
  protocol text not null check (protocol in ('osmand', 'owntracks', 'jt808', 'bulk')),
  name text not null,
  unit_id text references unit,
  area_id text references area,
  crs text not null check (crs in ('wgs84', 'gcj02', 'bd09', 'cgcs2000')),
  terminal jsonb,
  state text not null check (state in ('active', 'revoked')),
  version integer not null,
  secret_hash text not null unique,
  check ((protocol = 'bulk') = (unit_id is null)),
  check ((protocol = 'jt808') = (terminal is not null))
);
create index device_area on device (area_id);
-- Two terminals with one number could not be told apart.
create unique index device_number on device (name) where protocol = 'jt808' and state = 'active';

-- Beside the device's row, which stands in the log: written every few seconds, for all at once.
create table device_hearing (
  device_id text primary key references device,
  heard_at timestamptz not null,
  taken bigint not null,
  refused jsonb not null
);

-- Positions that were not believed, as they were sent: the last few of each source.
create table doubt (
  id bigint generated always as identity primary key,
  device_id text references device,
  unit_id text not null references unit,
  code text not null check (code in ('fix.unlocated', 'fix.future', 'fix.inaccurate', 'fix.nowhere', 'fix.jump')),
  heard_at timestamptz not null,
  at timestamptz not null,
  lon double precision not null,
  lat double precision not null,
  crs text not null check (crs in ('wgs84', 'gcj02', 'bd09', 'cgcs2000')),
  accuracy_m double precision
);
create index doubt_source on doubt ((coalesce(device_id, unit_id)), id desc);
create index doubt_heard on doubt (heard_at desc);

-- Who knocks without being known.
create table stranger (
  protocol text not null check (protocol in ('osmand', 'owntracks', 'jt808', 'bulk')),
  name text not null,
  source text not null,
  times bigint not null,
  heard_at timestamptz not null,
  primary key (protocol, name, source)
);
