-- How often the counters of a month were moved: sums of them in memory hold as long as this does.

CREATE TABLE case_count_moved (
  district_id TEXT NOT NULL,
  month TEXT NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (district_id, month)
);
