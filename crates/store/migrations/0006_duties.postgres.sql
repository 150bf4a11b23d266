-- What a unit's worklist asks of its records and lights: which returned record was entered again,
-- and the next day on which something is due. Filled from the states, as a rebuild would.

ALTER TABLE record ADD COLUMN resubmits TEXT;
ALTER TABLE light ADD COLUMN next_due_day TEXT;
UPDATE record SET resubmits = (SELECT s.state::json ->> 'resubmits' FROM subject AS s
  WHERE s.district_id = record.district_id AND s.kind = 'record' AND s.id = record.id);
UPDATE light SET next_due_day = (SELECT s.state::json ->> 'next_due' FROM subject AS s
  WHERE s.district_id = light.district_id AND s.kind = 'light' AND s.id = light.commitment_id);
