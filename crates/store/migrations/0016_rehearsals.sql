-- What a rehearsal of a rule found, case by case. No journalled facts: a rehearsal can be run again.

CREATE TABLE rehearsed (
  district_id TEXT NOT NULL,
  rehearsal TEXT NOT NULL,
  no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  number TEXT NOT NULL,
  reported_ms BIGINT NOT NULL,
  is_open BOOLEAN NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  unit TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  actual TEXT NOT NULL,
  effect TEXT NOT NULL,
  shift_ms BIGINT NOT NULL,
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  PRIMARY KEY (district_id, rehearsal, no)
);
CREATE INDEX rehearsed_what ON rehearsed (district_id, rehearsal, what, unit, no);
