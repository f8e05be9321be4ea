-- The head of the feed and a page of it, in one snapshot. One row without a change where the page is empty.
SELECT h.newest, h.forgotten, h.compactions,
       c.version, c.collection, c.id, c.geojson, c.published_at, c.received_at
FROM feed h LEFT JOIN LATERAL (
    SELECT f.version, f.collection, f.id, f.geojson, f.published_at, f.received_at
    FROM feature f
    WHERE f.version > @since
    ORDER BY f.version
    LIMIT @limit
) c ON true
ORDER BY c.version
