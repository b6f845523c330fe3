-- Somebody else may call with the number of a terminal that was never heard itself.
alter table device_hearing alter column heard_at drop not null;
