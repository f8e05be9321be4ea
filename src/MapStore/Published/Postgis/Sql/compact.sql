-- Runs with the head of the feed locked.
WITH removed AS (
    DELETE FROM feature WHERE geojson IS NULL AND published_at < @before RETURNING version
)
UPDATE feed SET compactions = compactions + 1, forgotten = greatest(forgotten, (SELECT max(version) FROM removed))
WHERE EXISTS (SELECT FROM removed)
