-- Clusters of open cases read this index alone.

CREATE INDEX case_open_tile ON case_row (district_id, tile, lon_e6, lat_e6) WHERE is_open = TRUE;
