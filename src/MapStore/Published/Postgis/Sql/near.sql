-- Everything in a box around the point; the distance is taken by the same code as on every other backend.
SELECT collection, id, geojson, version, published_at, ST_AsBinary(line)
FROM feature
WHERE collection = @collection
  AND line && ST_MakeEnvelope(@west / 1e7, @south / 1e7, @east / 1e7, @north / 1e7, 4326)
