-- Runs with the head of the feed locked. Writes what changed under new versions; returns the number of changes, or no row.
WITH named AS MATERIALIZED (
    SELECT n.collection, n.id COLLATE "C" AS id, n.grain COLLATE "C" AS grain, n.geojson, n.line,
           n.west, n.south, n.east, n.north, n.received_at
    FROM unnest(@collections, @ids, @named_by, @geojsons, @lines, @wests, @souths, @easts, @norths, @named_received)
        AS n (collection, id, grain, geojson, line, west, south, east, north, received_at)
), changed AS MATERIALIZED (
    SELECT n.*
    FROM named n LEFT JOIN feature f ON f.collection = n.collection AND f.id = n.id
    WHERE f.geojson IS DISTINCT FROM n.geojson
), gone AS MATERIALIZED (
    SELECT f.collection, f.id, g.received_at
    FROM unnest(@grains, @received) AS g (grain, received_at) JOIN feature f ON f.grain = g.grain
    WHERE f.geojson IS NOT NULL
      AND NOT EXISTS (SELECT FROM named n WHERE n.collection = f.collection AND n.id = f.id)
), numbered AS MATERIALIZED (
    SELECT c.collection, c.id, row_number() OVER (ORDER BY c.collection, c.id) AS step
    FROM (SELECT collection, id FROM changed UNION ALL SELECT collection, id FROM gone) c
), head AS (
    UPDATE feed SET newest = newest + (SELECT count(*) FROM numbered)
    WHERE EXISTS (SELECT FROM numbered)
    RETURNING newest, newest - (SELECT count(*) FROM numbered) AS before
), moved AS (
    -- Named by another grain than before, otherwise the same: no change to readers.
    UPDATE feature f SET grain = n.grain
    FROM named n
    WHERE f.collection = n.collection AND f.id = n.id AND f.geojson = n.geojson AND f.grain <> n.grain
), put AS (
    INSERT INTO feature AS f
        (collection, id, grain, geojson, line, west, south, east, north, version, published_at, received_at)
    SELECT c.collection, c.id, c.grain, c.geojson, ST_GeomFromEWKB(c.line), c.west, c.south, c.east, c.north,
           head.before + s.step, @now, c.received_at
    FROM changed c JOIN numbered s ON s.collection = c.collection AND s.id = c.id CROSS JOIN head
    ON CONFLICT (collection, id) DO UPDATE SET
        grain = excluded.grain, geojson = excluded.geojson, line = excluded.line,
        west = least(f.west, excluded.west), south = least(f.south, excluded.south),
        east = greatest(f.east, excluded.east), north = greatest(f.north, excluded.north),
        version = excluded.version, published_at = excluded.published_at, received_at = excluded.received_at
), dropped AS (
    UPDATE feature f SET geojson = NULL, line = NULL, version = head.before + s.step, published_at = @now,
        received_at = g.received_at
    FROM gone g JOIN numbered s ON s.collection = g.collection AND s.id = g.id CROSS JOIN head
    WHERE f.collection = g.collection AND f.id = g.id
)
SELECT newest - before, pg_notify(@channel, newest::text)::text FROM head
