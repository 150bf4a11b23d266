-- The open cases of a tile, the newest first, with their places: single cases of a crowded tile are read no
-- further than they are shown, and clusters read this index alone as before.

DROP INDEX case_open_tile;
CREATE INDEX case_open_tile ON case_row (district_id, tile, reported_ms, id, lon_e6, lat_e6) WHERE is_open = TRUE;
