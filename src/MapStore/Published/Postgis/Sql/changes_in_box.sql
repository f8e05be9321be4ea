-- As changes.sql, for a reader with a box: what once was in it and now is not comes without text.
SELECT h.newest, h.forgotten, h.compactions,
       c.version, c.collection, c.id, c.geojson, c.published_at, c.received_at
FROM feed h LEFT JOIN LATERAL (
    SELECT f.version, f.collection, f.id, f.published_at, f.received_at,
           CASE WHEN ST_Intersects(f.line, ST_MakeEnvelope(@west / 1e7, @south / 1e7, @east / 1e7, @north / 1e7, 4326))
                THEN f.geojson END AS geojson
    FROM feature f
    WHERE f.version > @since
      AND f.west <= @east AND f.east >= @west AND f.south <= @north AND f.north >= @south
    ORDER BY f.version
    LIMIT @limit
) c ON true
ORDER BY c.version
