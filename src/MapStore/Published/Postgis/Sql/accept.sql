-- Takes the grains' rows in one order, so that publishers never wait in a circle, and lets newer revisions pass.
INSERT INTO grain AS g (grain, base_map, evidence)
SELECT n.grain, n.base_map, n.evidence
FROM unnest(@grains, @base_maps, @evidences) AS n (grain, base_map, evidence)
ORDER BY n.grain COLLATE "C"
ON CONFLICT (grain) DO UPDATE SET base_map = excluded.base_map, evidence = excluded.evidence
WHERE (excluded.base_map, excluded.evidence) > (g.base_map, g.evidence)
RETURNING g.grain
