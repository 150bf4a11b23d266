-- Cases as lists, maps and evaluations read them; keys of personal data; messages on their way out.

CREATE TABLE case_row (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  case_type TEXT NOT NULL,
  type_version BIGINT NOT NULL,
  state TEXT NOT NULL,
  phase TEXT NOT NULL,
  is_open BOOLEAN NOT NULL,
  channel TEXT NOT NULL,
  source_system TEXT,
  source_number TEXT,
  title TEXT NOT NULL,
  matter TEXT,
  grade TEXT,
  address TEXT NOT NULL,
  subdistrict TEXT,
  community TEXT,
  grid TEXT,
  lon_e6 BIGINT,
  lat_e6 BIGINT,
  tile TEXT,
  owner_unit TEXT NOT NULL,
  owner_role TEXT NOT NULL,
  owner_person TEXT NOT NULL,
  handler TEXT,
  reported_day TEXT NOT NULL,
  reported_ms BIGINT NOT NULL,
  entered_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  clock_key TEXT,
  paused BOOLEAN NOT NULL,
  closed_ms BIGINT,
  parent TEXT,
  reworks BIGINT NOT NULL,
  reopened BIGINT NOT NULL,
  return_times BIGINT NOT NULL,
  joined BIGINT NOT NULL,
  alarms BIGINT NOT NULL,
  tracking TEXT,
  anonymised BOOLEAN NOT NULL,
  marks BIGINT NOT NULL,
  register_due_ms BIGINT,
  dispatch_due_ms BIGINT,
  contact_due_ms BIGINT,
  handle_due_ms BIGINT,
  verify_due_ms BIGINT,
  close_due_ms BIGINT,
  called_ms BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX case_number ON case_row (district_id, number);
CREATE UNIQUE INDEX case_source ON case_row (district_id, source_system, source_number)
  WHERE source_number IS NOT NULL;
CREATE UNIQUE INDEX case_tracking ON case_row (district_id, tracking) WHERE tracking IS NOT NULL;
CREATE INDEX case_reported ON case_row (district_id, reported_ms, id);
CREATE INDEX case_state ON case_row (district_id, state, reported_ms, id);
CREATE INDEX case_matter ON case_row (district_id, matter, reported_ms, id) WHERE matter IS NOT NULL;
CREATE INDEX case_subdistrict ON case_row (district_id, subdistrict, reported_ms, id)
  WHERE subdistrict IS NOT NULL;
CREATE INDEX case_community ON case_row (district_id, community, reported_ms, id)
  WHERE community IS NOT NULL;
CREATE INDEX case_handler ON case_row (district_id, handler, reported_ms, id) WHERE handler IS NOT NULL;
CREATE INDEX case_tile ON case_row (district_id, tile, reported_ms, id) WHERE tile IS NOT NULL;
CREATE INDEX case_parent ON case_row (district_id, parent, id) WHERE parent IS NOT NULL;
CREATE INDEX case_handle_due ON case_row (district_id, handle_due_ms, id) WHERE handle_due_ms IS NOT NULL;
CREATE INDEX case_open_due ON case_row (district_id, due_ms, id) WHERE is_open = TRUE;
CREATE INDEX case_open_owner ON case_row (district_id, owner_unit, due_ms, id) WHERE is_open = TRUE;
CREATE INDEX case_open_subdistrict ON case_row (district_id, subdistrict, due_ms, id) WHERE is_open = TRUE;
CREATE INDEX case_open_community ON case_row (district_id, community, due_ms, id) WHERE is_open = TRUE;
CREATE INDEX case_open_entered ON case_row (district_id, entered_ms, id) WHERE is_open = TRUE;

CREATE TABLE case_unit (
  district_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  is_open BOOLEAN NOT NULL,
  reported_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, case_id, unit)
);
CREATE INDEX case_unit_reported ON case_unit (district_id, unit, reported_ms, case_id);
CREATE INDEX case_unit_due ON case_unit (district_id, unit, due_ms, case_id) WHERE is_open = TRUE;

CREATE TABLE case_count (
  district_id TEXT NOT NULL,
  basis TEXT NOT NULL,
  dimension TEXT NOT NULL,
  period TEXT NOT NULL,
  case_type TEXT NOT NULL,
  key TEXT NOT NULL,
  reported BIGINT NOT NULL,
  valid BIGINT NOT NULL,
  voided BIGINT NOT NULL,
  register_owed BIGINT NOT NULL,
  register_done BIGINT NOT NULL,
  register_in_time BIGINT NOT NULL,
  dispatch_owed BIGINT NOT NULL,
  dispatch_done BIGINT NOT NULL,
  dispatch_in_time BIGINT NOT NULL,
  contact_owed BIGINT NOT NULL,
  contact_done BIGINT NOT NULL,
  contact_in_time BIGINT NOT NULL,
  handle_owed BIGINT NOT NULL,
  handle_done BIGINT NOT NULL,
  handle_in_time BIGINT NOT NULL,
  verify_owed BIGINT NOT NULL,
  verify_done BIGINT NOT NULL,
  verify_in_time BIGINT NOT NULL,
  close_owed BIGINT NOT NULL,
  close_done BIGINT NOT NULL,
  close_in_time BIGINT NOT NULL,
  suspended BIGINT NOT NULL,
  extended BIGINT NOT NULL,
  extend_times BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  return_times BIGINT NOT NULL,
  reworked BIGINT NOT NULL,
  rework_times BIGINT NOT NULL,
  reopened BIGINT NOT NULL,
  called BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  solved BIGINT NOT NULL,
  unsolved BIGINT NOT NULL,
  satisfied BIGINT NOT NULL,
  unsatisfied BIGINT NOT NULL,
  PRIMARY KEY (district_id, basis, dimension, period, case_type, key)
);

CREATE TABLE case_sequence (
  district_id TEXT NOT NULL,
  prefix TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (district_id, prefix)
);

CREATE TABLE personal_key (
  district_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, subject)
);

CREATE TABLE caller (
  district_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  subject TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, caller, subject)
);
CREATE INDEX caller_subject ON caller (district_id, subject);

CREATE TABLE outbox (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  event TEXT NOT NULL,
  recipient TEXT NOT NULL,
  channel TEXT NOT NULL,
  payload TEXT NOT NULL,
  status TEXT NOT NULL,
  run_after_ms BIGINT NOT NULL,
  claimed_until_ms BIGINT,
  attempts BIGINT NOT NULL,
  error TEXT,
  at_ms BIGINT NOT NULL,
  sent_ms BIGINT,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX outbox_once ON outbox (district_id, subject, event, channel, recipient);
CREATE INDEX outbox_due ON outbox (district_id, run_after_ms, id) WHERE status IN ('waiting', 'sending');
CREATE INDEX outbox_status ON outbox (district_id, status, at_ms, id);

CREATE TABLE notice (
  district_id TEXT NOT NULL,
  person TEXT NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  read_ms BIGINT,
  PRIMARY KEY (district_id, person, id)
);
CREATE INDEX notice_at ON notice (district_id, person, at_ms, id);
CREATE INDEX notice_unread ON notice (district_id, person, at_ms, id) WHERE read_ms IS NULL;
