-- What a tick asks, by index: lights judged by another version of the rules, and the few commitments
-- of a report that are judged by readings or move in step with another.

CREATE INDEX light_rule ON light (district_id, rule_version, commitment_id);
CREATE INDEX commitment_readings ON commitment (district_id, report_id, no, id)
  WHERE measured_by = 'readings' OR target_comparator = 'in_step';
