-- Every version of the catalogue that was ever loaded stays readable: a case keeps the one it was opened under, and the
-- newest drives new cases. The table `matter` holds every class that a case may name, as the last version with it said.
create table catalogue (
  version integer primary key check (version >= 1),
  loaded_at timestamptz not null,
  body jsonb not null
);

-- A class carries its limits in its filing conditions, the first of them the default: the one limit it had becomes that one.
alter table matter
  add column kind text not null default 'event' check (kind in ('component', 'event')),
  add column conditions jsonb not null default '[]',
  add column closing jsonb not null default '[]',
  add column item_id text;
update matter set
  kind = case when code like 'C%' then 'component' else 'event' end,
  conditions = jsonb_build_array(jsonb_build_object('code', 'default', 'name', name, 'limit', "limit", 'urgent', urgent));
alter table matter
  alter column kind drop default,
  alter column conditions drop default,
  alter column closing drop default,
  drop column "limit",
  drop column urgent,
  -- Standards renumber their classes: a code is one class's within a version, not for ever.
  drop constraint matter_code_key;

-- What was loaded before there were versions is version 1.
insert into catalogue (version, loaded_at, body)
select 1, now(), jsonb_build_object(
  'name', body -> 'name',
  'lines', '[]'::jsonb,
  'items', '[]'::jsonb,
  'matters', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', id, 'code', code, 'kind', kind, 'name', name, 'group', "group", 'conditions', conditions, 'closing', closing,
      'itemId', item_id, 'departmentId', department_id, 'delegatedTo', delegated_to) order by code)
    from matter), '[]'::jsonb))
from district limit 1;
