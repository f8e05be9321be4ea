SELECT collection, id, geojson, version, published_at
FROM feature
WHERE collection = @collection AND id > @after AND geojson IS NOT NULL
ORDER BY id
LIMIT @limit
