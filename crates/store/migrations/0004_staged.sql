-- Files of a form that is not sent yet: kept for an hour, then gone.

CREATE TABLE staged_blob (
  district_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  until_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, hash)
);
CREATE INDEX staged_blob_until ON staged_blob (district_id, until_ms);
