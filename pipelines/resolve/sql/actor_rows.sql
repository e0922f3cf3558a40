-- The released tables of actors and mentions. Needs actor_ids (event, id).
CREATE OR REPLACE TEMP TABLE actor_row AS
WITH others AS (
    SELECT n.actor, list(n.name ORDER BY n.name) AS aliases
    FROM actor_names n JOIN actor_facts f USING (actor) WHERE n.name <> f.name GROUP BY n.actor
)
SELECT i.id AS actor_id, f.name, f.kind, f.country, f.wikidata_id, f.role, coalesce(o.aliases, []) AS aliases,
       f.n_articles, f.first_seen_on, f.last_seen_on, f.basis
FROM actor_facts f JOIN actor_ids i ON i.event = f.actor LEFT JOIN others o USING (actor);

CREATE OR REPLACE TEMP VIEW mention_row AS
SELECT m.article_id, i.id AS actor_id, m.char_start, m.char_end, m.text, m.role
FROM read_mentions m JOIN actor_of a ON a.article_id = m.article_id AND a.actor_id = m.actor_id
JOIN actor_ids i ON i.event = a.actor;

DROP TABLE sighting;
DROP TABLE actor_names;
DROP TABLE chosen;
DROP TABLE unplaced;
ALTER TABLE actor_of DROP COLUMN aliases;
ALTER TABLE actor_of DROP COLUMN basis
