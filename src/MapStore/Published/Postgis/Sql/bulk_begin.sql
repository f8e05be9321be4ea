-- New tables beside the empty ones, without indexes. Made in the transaction that fills them, so that PostgreSQL need not log
-- their rows where wal_level is minimal.
CREATE TABLE grain_next (LIKE grain INCLUDING DEFAULTS);
CREATE TABLE feature_next (LIKE feature INCLUDING DEFAULTS)
