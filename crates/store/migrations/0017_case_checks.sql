-- What the check of a report and the sending of checks owe, and what inspectors should have reported. The
-- figures of cases that were there before are counted anew when the store is opened: see rebuild_due.

ALTER TABLE case_row ADD COLUMN field_check_due_ms BIGINT;
ALTER TABLE case_row ADD COLUMN send_check_due_ms BIGINT;
ALTER TABLE case_row ADD COLUMN send_verify_due_ms BIGINT;
ALTER TABLE case_count ADD COLUMN field_check_owed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN field_check_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN field_check_in_time BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_check_owed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_check_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_check_in_time BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_verify_owed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_verify_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN send_verify_in_time BIGINT NOT NULL DEFAULT 0;
ALTER TABLE case_count ADD COLUMN missed BIGINT NOT NULL DEFAULT 0;
DROP INDEX case_open_late;
CREATE INDEX case_open_late ON case_row (district_id, due_ms, marks, case_type, reported_ms, owner_unit,
  handler, subdistrict, community, matter, register_due_ms, dispatch_due_ms, contact_due_ms, handle_due_ms,
  verify_due_ms, close_due_ms, field_check_due_ms, send_check_due_ms, send_verify_due_ms) WHERE is_open = TRUE;

CREATE TABLE rebuild_due (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (district_id, kind)
);
INSERT INTO rebuild_due (district_id, kind)
  SELECT DISTINCT district_id, 'case' FROM subject WHERE kind = 'case';
