-- What records are found by: terms of those changed of late, written with the change, and of all others
-- in blocks turned round.

CREATE TABLE search_fresh (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  sort_key BIGINT NOT NULL,
  version BIGINT NOT NULL,
  terms TEXT NOT NULL,
  PRIMARY KEY (district_id, kind, id)
);

CREATE TABLE search_block (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  block BIGINT NOT NULL,
  version BIGINT NOT NULL,
  records BIGINT NOT NULL,
  first_key BIGINT NOT NULL,
  last_key BIGINT NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (district_id, kind, block)
);

CREATE TABLE search_posting (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  bucket BIGINT NOT NULL,
  block BIGINT NOT NULL,
  places BLOB NOT NULL,
  PRIMARY KEY (district_id, kind, bucket, block)
);
