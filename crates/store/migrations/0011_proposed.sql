-- What the learnt model proposed for each case, and what people made of it. One row a case.

CREATE TABLE proposal (
    district_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    month TEXT NOT NULL,
    model BIGINT NOT NULL,
    matter TEXT NOT NULL,
    unit TEXT NOT NULL,
    sure BOOLEAN NOT NULL,
    considered BOOLEAN NOT NULL,
    automatic BOOLEAN NOT NULL,
    returned BOOLEAN NOT NULL,
    returns_seen BIGINT NOT NULL,
    settled BOOLEAN NOT NULL,
    valid BOOLEAN NOT NULL,
    matter_right BOOLEAN NOT NULL,
    unit_right BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, case_id)
);
CREATE INDEX proposal_month ON proposal (district_id, month, matter, unit);
CREATE INDEX proposal_unsettled ON proposal (district_id, at_ms, case_id) WHERE settled = FALSE;
CREATE INDEX proposal_returned ON proposal (district_id, at_ms, case_id) WHERE returned = TRUE;
