-- The first schema. One text for both engines; on PostgreSQL every TEXT column gets
-- COLLATE "C", so that both engines order by code point.

CREATE TABLE district_head (
  district_id TEXT PRIMARY KEY,
  next_pos BIGINT NOT NULL,
  last_at_ms BIGINT NOT NULL
);

CREATE TABLE journal (
  district_id TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  pos BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  PRIMARY KEY (district_id, subject_kind, subject_id, seq)
);
CREATE UNIQUE INDEX journal_pos ON journal (district_id, pos);

CREATE TABLE subject (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (district_id, kind, id)
);

CREATE TABLE seal (
  district_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  day TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  pos_from BIGINT NOT NULL,
  pos_to BIGINT NOT NULL,
  heads BIGINT NOT NULL,
  root TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (district_id, number)
);

CREATE TABLE report (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  year BIGINT NOT NULL,
  status TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);

CREATE TABLE commitment (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  report_id TEXT NOT NULL,
  no BIGINT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  section_key TEXT NOT NULL,
  section_title TEXT NOT NULL,
  lead_unit TEXT,
  leader TEXT,
  deadline_day TEXT NOT NULL,
  measured_by TEXT NOT NULL,
  target_comparator TEXT,
  target_value TEXT,
  target_unit TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX commitment_no ON commitment (district_id, report_id, no, id);
CREATE INDEX commitment_deadline ON commitment (district_id, deadline_day, id);
CREATE INDEX commitment_lead ON commitment (district_id, lead_unit, no, id);
CREATE INDEX commitment_leader ON commitment (district_id, leader, no, id);

CREATE TABLE commitment_unit (
  district_id TEXT NOT NULL,
  commitment_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (district_id, commitment_id, unit)
);
CREATE INDEX commitment_unit_of ON commitment_unit (district_id, unit, role, commitment_id);

CREATE TABLE light (
  district_id TEXT NOT NULL,
  commitment_id TEXT NOT NULL,
  colour TEXT NOT NULL,
  colour_rank BIGINT NOT NULL,
  done BOOLEAN NOT NULL,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  since_day TEXT NOT NULL,
  next_change_day TEXT,
  next_colour TEXT,
  progress TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  PRIMARY KEY (district_id, commitment_id)
);
CREATE INDEX light_colour ON light (district_id, colour_rank, commitment_id);
CREATE INDEX light_since ON light (district_id, since_day, commitment_id);
CREATE INDEX light_next ON light (district_id, next_change_day, commitment_id);

CREATE TABLE record (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  commitment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  day TEXT NOT NULL,
  amount TEXT,
  unit TEXT,
  place TEXT,
  claimed_by TEXT NOT NULL,
  claimed_unit TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX record_of ON record (district_id, commitment_id, day, id);
CREATE INDEX record_status ON record (district_id, status, claimed_at, id);
CREATE INDEX record_claimant ON record (district_id, claimed_unit, status, claimed_at, id);

CREATE TABLE change_request (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  commitment_id TEXT NOT NULL,
  status TEXT NOT NULL,
  requested_unit TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX change_request_of ON change_request (district_id, commitment_id, requested_at, id);
CREATE INDEX change_request_status ON change_request (district_id, status, requested_at, id);

CREATE TABLE supervision (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  commitment_id TEXT NOT NULL,
  status TEXT NOT NULL,
  owner_unit TEXT NOT NULL,
  due_day TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX supervision_of ON supervision (district_id, commitment_id, status, id);
CREATE INDEX supervision_owner ON supervision (district_id, owner_unit, status, due_day, id);
CREATE INDEX supervision_status ON supervision (district_id, status, due_day, id);

CREATE TABLE person (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  unit TEXT,
  roles TEXT NOT NULL,
  disabled BOOLEAN NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX person_login ON person (district_id, login);
CREATE INDEX person_unit ON person (district_id, unit, id);

CREATE TABLE unit (
  district_id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT,
  official_code TEXT,
  PRIMARY KEY (district_id, code)
);
CREATE INDEX unit_parent ON unit (district_id, parent, code);

CREATE TABLE blob (
  district_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, hash)
);

CREATE TABLE credential (
  district_id TEXT NOT NULL,
  person TEXT NOT NULL,
  hash TEXT NOT NULL,
  must_change BOOLEAN NOT NULL,
  failed_count BIGINT NOT NULL,
  locked_until_ms BIGINT,
  changed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, person)
);

CREATE TABLE session (
  district_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  person TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  last_seen_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (district_id, token_hash)
);
CREATE INDEX session_person ON session (district_id, person, last_seen_ms);
CREATE INDEX session_expires ON session (district_id, expires_ms);

CREATE TABLE api_token (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  revoked_ms BIGINT,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX api_token_hash ON api_token (district_id, token_hash);

CREATE TABLE idempotency (
  district_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  response TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, actor, key)
);
CREATE INDEX idempotency_at ON idempotency (district_id, at_ms);

CREATE TABLE saved_view (
  district_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  PRIMARY KEY (district_id, owner, id)
);

CREATE TABLE job (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  status TEXT NOT NULL,
  run_after_ms BIGINT NOT NULL,
  claimed_until_ms BIGINT,
  attempts BIGINT NOT NULL,
  progress TEXT,
  result TEXT,
  error TEXT,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX job_due ON job (district_id, status, run_after_ms, id);
