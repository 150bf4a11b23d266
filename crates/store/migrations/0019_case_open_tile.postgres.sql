-- The open cases of a tile, the newest first, with their places: single cases of a crowded tile are read no
-- further than they are shown, and clusters read this index alone as before.

DROP INDEX case_open_tile;
CREATE INDEX case_open_tile ON case_row (district_id, tile, reported_ms, id, lon_e6, lat_e6) WHERE is_open = TRUE;

-- Lists and figures of open cases are read from indexes alone where it is noted that all may see a page. A
-- fifth of a large table, as is usual, would have to change before that is noted again: most open cases never.

ALTER TABLE case_row SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE case_unit SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
