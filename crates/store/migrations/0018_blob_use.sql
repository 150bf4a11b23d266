-- Who names which file: a file goes when the last who names it has let go of it. What was there before is
-- entered when the store is opened.

CREATE TABLE blob_use (
  district_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  released BOOLEAN NOT NULL,
  PRIMARY KEY (district_id, kind, id, hash)
);
CREATE INDEX blob_use_hash ON blob_use (district_id, hash, released);

INSERT INTO rebuild_due (district_id, kind)
  SELECT DISTINCT district_id, kind FROM subject
  WHERE kind IN ('case', 'record', 'report', 'project', 'learnt_model')
  ON CONFLICT (district_id, kind) DO NOTHING;
