-- Runs with the head of the feed locked. Writes what changed under new versions; returns upserts and deletes by collection.
WITH named AS MATERIALIZED (
    SELECT n.collection, n.id COLLATE "C" AS id, n.grain COLLATE "C" AS grain, n.geojson, n.line,
           n.west, n.south, n.east, n.north, n.received_at
    FROM unnest(@collections, @ids, @named_by, @geojsons, @lines, @wests, @souths, @easts, @norths, @named_received)
        AS n (collection, id, grain, geojson, line, west, south, east, north, received_at)
), changes AS MATERIALIZED (
    SELECT c.*, row_number() OVER (ORDER BY c.collection, c.id) AS step
    FROM (
        SELECT n.*
        FROM named n LEFT JOIN feature f ON f.collection = n.collection AND f.id = n.id
        WHERE f.geojson IS DISTINCT FROM n.geojson
        UNION ALL
        -- What these grains had and no longer name. NOT IN, for it is always hashed; a join may end up comparing all with all.
        SELECT f.collection, f.id, f.grain, NULL, NULL, f.west, f.south, f.east, f.north, g.received_at
        FROM unnest(@grains, @received) AS g (grain, received_at) JOIN feature f ON f.grain = g.grain
        WHERE f.geojson IS NOT NULL AND (f.collection, f.id) NOT IN (SELECT n.collection, n.id FROM named n)
    ) c
), head AS (
    UPDATE feed SET newest = newest + (SELECT count(*) FROM changes)
    WHERE EXISTS (SELECT FROM changes)
    RETURNING newest, newest - (SELECT count(*) FROM changes) AS before
), moved AS (
    -- Named by another grain than before, otherwise the same: no change to readers.
    UPDATE feature f SET grain = n.grain
    FROM named n
    WHERE f.collection = n.collection AND f.id = n.id AND f.geojson = n.geojson AND f.grain <> n.grain
), written AS (
    INSERT INTO feature AS f
        (collection, id, grain, geojson, line, west, south, east, north, version, published_at, received_at)
    SELECT c.collection, c.id, c.grain, c.geojson, ST_GeomFromEWKB(c.line), c.west, c.south, c.east, c.north,
           head.before + c.step, @now, c.received_at
    FROM changes c CROSS JOIN head
    ON CONFLICT (collection, id) DO UPDATE SET
        grain = excluded.grain, geojson = excluded.geojson, line = excluded.line,
        west = least(f.west, excluded.west), south = least(f.south, excluded.south),
        east = greatest(f.east, excluded.east), north = greatest(f.north, excluded.north),
        version = excluded.version, published_at = excluded.published_at, received_at = excluded.received_at
)
SELECT collection, count(geojson), count(*) - count(geojson), (SELECT pg_notify(@channel, newest::text)::text FROM head)
FROM changes
GROUP BY collection
