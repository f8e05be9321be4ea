-- The base map that is published as a whole, 0 for none: while an import is at work it is not the one in force.
ALTER TABLE feed ADD COLUMN base_map bigint NOT NULL DEFAULT 0;
