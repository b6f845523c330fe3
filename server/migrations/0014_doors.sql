-- Which other terminal called with the number of one that is registered.
alter table device_hearing add column called jsonb;

-- How far a position that was not believed lay from the one before: all that is shown of where it was.
alter table doubt add column away_m double precision;

-- Who was registered before there was a time for it has none left.
update device set terminal = terminal || '{"enrolBy": null}' where terminal is not null;
