-- id_changes | error | the old id is still in use, or its successor is not, or the reason does not fit
WITH live AS (
    SELECT 'actors' AS "table", actor_id AS id FROM actors
    UNION ALL SELECT 'meetings', meeting_id FROM meetings
    UNION ALL SELECT 'pledges', pledge_id FROM pledges
)
SELECT c."table", c.old_id, c.successor_id FROM id_changes c
LEFT JOIN live o ON o."table" = c."table" AND o.id = c.old_id
LEFT JOIN live s ON s."table" = c."table" AND s.id = c.successor_id
WHERE o.id IS NOT NULL OR (c.successor_id IS NOT NULL AND s.id IS NULL)
   OR (c.successor_id IS NULL) <> (c.reason = 'withdrawn')
