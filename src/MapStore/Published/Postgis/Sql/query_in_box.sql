SELECT collection, id, geojson, version, published_at
FROM feature
WHERE collection = @collection AND id > @after
  AND ST_Intersects(line, ST_MakeEnvelope(@west / 1e7, @south / 1e7, @east / 1e7, @north / 1e7, 4326))
ORDER BY id
LIMIT @limit
