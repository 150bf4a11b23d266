-- What lists are sorted by and narrowed to, where no key served it before.

CREATE INDEX change_request_asked ON change_request (district_id, requested_at, id);
CREATE INDEX change_request_unit ON change_request (district_id, requested_unit, requested_at, id);
CREATE INDEX supervision_due ON supervision (district_id, due_day, id);
CREATE INDEX person_name ON person (district_id, name, id);
CREATE INDEX report_imported ON report (district_id, imported_at, id);
CREATE INDEX api_token_created ON api_token (district_id, created_ms, id);
