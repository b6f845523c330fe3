-- A period is evaluated by the moments of its cases: what was reported, filed, due, handled, closed or decided in it.
create index incident_reported on incident (reported_at);
create index incident_filed on incident (filed_at) where filed_at is not null;
create index incident_due on incident (due_at) where due_at is not null;
create index incident_handled on incident (handled_at) where handled_at is not null;
create index decision_incident on decision (incident_id);
create index decision_at on decision (decided_at);
create index alarm_raised on alarm (raised_at);

-- Whether a case was ever done again or taken up again, and its first filing: a row keeps only what holds now.
create index event_log_turns on event_log (incident_id, (body ->> 'move'))
  where incident_id is not null and kind in ('task.moved', 'incident.moved') and body ->> 'move' in ('rework', 'passOn', 'reopen');

-- What the words of the figures mean gets what holds where a district says nothing else (shared/src/evaluation/rules.ts).
update district set body = jsonb_set(body, '{settings}', jsonb_build_object('evaluation', '{
  "due": "deadline-or-early", "forced": "excluded", "closeBy": "limit-and-check", "dispatchedBy": "acceptance",
  "handleFrom": "accepted", "reopenedIsRework": false, "duplicatesAreValid": false,
  "wrongFiling": ["void", "duplicate", "unfounded"], "wrongDispatch": ["sent-back", "not-ours"],
  "verifySources": ["hotline", "platform", "video"], "verifyWithinS": 1800,
  "standardS": {"file": 900, "dispatch": 300, "accept": 120, "depart": 300, "arrive": 1500, "finish": 7200, "close": 86400},
  "score": {"dispose": 30, "inTime": 20, "rework": 20, "overdueOpen": 20, "extend": 10}}'::jsonb) || (body -> 'settings'));
