-- What is late, and open cases by anything, are read from this index alone: open cases are few, so it is small.

CREATE INDEX case_open_late ON case_row (district_id, due_ms, marks, case_type, reported_ms, owner_unit,
  handler, subdistrict, community, matter, register_due_ms, dispatch_due_ms, contact_due_ms, handle_due_ms,
  verify_due_ms, close_due_ms) WHERE is_open = TRUE;
