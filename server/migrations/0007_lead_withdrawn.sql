-- A lead is withdrawn when its case is reopened, and may be handed over again.
alter table lead drop constraint lead_state_check;
alter table lead add constraint lead_state_check check (state in ('open', 'taken', 'returned', 'decided', 'withdrawn'));
