-- What the ids of actors are made of: the Wikidata item or the state, else the name and state under which a full name was
-- first seen; of people of one name and no state also the article.
CREATE OR REPLACE TEMP TABLE fresh AS
WITH named AS (
    SELECT a.actor, p.kind, p.name, p.country, a.article_id, g.actor < 0 AS bare,
           min(struct_pack(bare := g.actor < 0, unknown := a.published_on IS NULL, day := a.published_on,
                           article_id := a.article_id, name := p.name)) OVER (PARTITION BY a.actor) AS first,
           struct_pack(bare := g.actor < 0, unknown := a.published_on IS NULL, day := a.published_on,
                       article_id := a.article_id, name := p.name) AS mine
    FROM actor_of a JOIN profile p USING (profile) JOIN profile_group g USING (profile)
), seed AS (
    SELECT actor, any_value(kind ORDER BY country, kind) AS kind, name, min(country) AS country, article_id, bare
    FROM named WHERE mine = first GROUP BY actor, name, article_id, bare
)
SELECT s.actor AS event,
       CASE WHEN f.wikidata_id IS NOT NULL THEN f.wikidata_id
            WHEN f.kind = 'country' THEN 'cou_' || left(sha256(coalesce(f.country, f.name)), 16)
            ELSE CASE f.kind WHEN 'person' THEN 'per' ELSE 'org' END || '_' || left(sha256(s.name || chr(31) || coalesce(s.country, '')
                 || CASE WHEN s.bare AND s.country IS NULL THEN chr(31) || s.article_id ELSE '' END), 16) END AS id,
       CASE f.kind WHEN 'person' THEN 'per' ELSE 'org' END || '_' || left(sha256(s.name || chr(31) || coalesce(s.country, '') || chr(31) || s.article_id), 16) AS again,
       f.wikidata_id IS NOT NULL OR f.kind = 'country' AS fixed
FROM seed s JOIN actor_facts f USING (actor);

CREATE OR REPLACE TEMP TABLE member AS
SELECT m.article_id || ' ' || m.char_start || ' ' || m.char_end || ' ' || f.kind AS key, a.actor AS event,
       struct_pack(unknown := a.published_on IS NULL, day := a.published_on, id := m.article_id, start := m.char_start) AS place
FROM read_mentions m JOIN actor_of a ON a.article_id = m.article_id AND a.actor_id = m.actor_id
JOIN actor_facts f ON f.actor = a.actor
WHERE (SELECT count(*) FROM old_event) > 0
