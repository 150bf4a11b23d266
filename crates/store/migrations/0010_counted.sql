-- Cases that count for a commitment: one row for each time in which a case counted.

CREATE TABLE counted_case (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    span BIGINT NOT NULL,
    commitment_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    day TEXT NOT NULL,
    known_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    amount TEXT,
    place TEXT,
    PRIMARY KEY (district_id, id, span)
);
CREATE INDEX counted_case_of_commitment
    ON counted_case (district_id, commitment_id, case_id, known_day, until_day);
