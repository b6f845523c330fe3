-- A log has a name of its own: a screen that reads on after the data was replaced or restored must notice.
alter table district_log add column log_id text not null default md5(random()::text || clock_timestamp()::text);

-- What a squad, a list and the newest page ask for.
create index task_squad on task (squad_id, opened_at desc) where squad_id is not null;
create index task_opened on task (opened_at desc);
create index offer_squad on offer (squad_id, made_at desc);
create index offer_made on offer (made_at desc);
create index incident_state on incident (state, no desc);
