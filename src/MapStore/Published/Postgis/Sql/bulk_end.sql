-- Indexes once all rows are in, the same as the tables had, and then the tables change places: readers see nothing or everything.
SET LOCAL maintenance_work_mem = '256MB';
ALTER TABLE grain_next ADD CONSTRAINT grain_next_pkey PRIMARY KEY (grain);
ALTER TABLE feature_next ADD CONSTRAINT feature_next_pkey PRIMARY KEY (collection, id);
CREATE UNIQUE INDEX feature_next_version ON feature_next (version);
CREATE INDEX feature_next_grain ON feature_next (grain);
CREATE INDEX feature_next_line ON feature_next USING gist (line);
CREATE INDEX feature_next_deleted ON feature_next (published_at) WHERE geojson IS NULL;
DROP TABLE grain, feature;
ALTER TABLE grain_next RENAME TO grain;
ALTER TABLE feature_next RENAME TO feature;
ALTER INDEX grain_next_pkey RENAME TO grain_pkey;
ALTER INDEX feature_next_pkey RENAME TO feature_pkey;
ALTER INDEX feature_next_version RENAME TO feature_version;
ALTER INDEX feature_next_grain RENAME TO feature_grain;
ALTER INDEX feature_next_line RENAME TO feature_line;
ALTER INDEX feature_next_deleted RENAME TO feature_deleted;
ANALYZE grain, feature
