-- Incidents: cases that tell of the same, and which case is in which. A case is in one at most.

CREATE TABLE cluster_row (
  district_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  lead_case TEXT NOT NULL,
  formed_ms BIGINT NOT NULL,
  is_open BOOLEAN NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX cluster_formed ON cluster_row (district_id, is_open, formed_ms, id);
CREATE INDEX cluster_leading ON cluster_row (district_id, lead_case, id);

CREATE TABLE cluster_member (
  district_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  cluster_id TEXT NOT NULL,
  joined_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, case_id)
);
CREATE INDEX cluster_members ON cluster_member (district_id, cluster_id, joined_ms, case_id);

CREATE INDEX caller_at ON caller (district_id, at_ms, caller);
