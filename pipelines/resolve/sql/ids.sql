-- Ids that stay. Needs member (key, event, place), fresh (event, id, again), old_member (key, id), old_event (id, first_on,
-- fixed) and old_change (old_id, successor_id, reason). An id of an earlier release stays with the row that holds the earliest
-- of its reports; where a row has several, the older one stays. A row that was joined with another and is parted from it again
-- has the id that its content gives, which is the one it had. An id that stands for a thing of the world (fixed: a Wikidata
-- item, a state) is never handed on to another row, even where that took over its first mention.
CREATE OR REPLACE TEMP TABLE claim AS
SELECT o.id, arg_min(m.event, m.place) AS event FROM old_member o JOIN member m USING (key) GROUP BY o.id;

CREATE OR REPLACE TEMP TABLE kept AS
SELECT c.event, c.id FROM claim c JOIN old_event o USING (id) ANTI JOIN (SELECT event FROM fresh WHERE fixed) f USING (event)
WHERE NOT o.fixed
QUALIFY row_number() OVER (PARTITION BY c.event ORDER BY o.first_on NULLS LAST, c.id) = 1;

CREATE OR REPLACE TEMP TABLE event_id AS
SELECT f.event,
       CASE WHEN k.id IS NOT NULL THEN k.id WHEN t.id IS NOT NULL AND NOT f.fixed THEN f.again ELSE f.id END AS id
FROM fresh f LEFT JOIN kept k USING (event) LEFT JOIN claim t ON t.id = f.id;

CREATE OR REPLACE TEMP TABLE id_change AS
WITH gone AS (
    SELECT o.id AS old_id, e.id AS successor_id
    FROM old_event o LEFT JOIN claim c USING (id) LEFT JOIN event_id e ON e.event = c.event
    WHERE o.id NOT IN (SELECT id FROM event_id)
), earlier AS (
    SELECT c.old_id, CASE WHEN g.old_id IS NULL THEN c.successor_id ELSE g.successor_id END AS successor_id
    FROM old_change c LEFT JOIN gone g ON g.old_id = c.successor_id
    WHERE c.old_id NOT IN (SELECT id FROM event_id) AND c.old_id NOT IN (SELECT old_id FROM gone)
)
SELECT old_id, successor_id, CASE WHEN successor_id IS NULL THEN 'withdrawn' ELSE 'joined' END AS reason
FROM (FROM gone UNION ALL FROM earlier)
