-- Sealed bulletins as the list shows them; what they say is a file under its digest.

CREATE TABLE bulletin (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  period TEXT NOT NULL,
  year BIGINT NOT NULL,
  no BIGINT NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  known_on TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX bulletin_period ON bulletin (district_id, kind, period);
CREATE INDEX bulletin_issued ON bulletin (district_id, issued_at, id);
