-- What the ids of actors are made of: the Wikidata item or the state, else the name and state under which one was first
-- seen; where another actor was first seen under the same before, and for one name without a state, also the article.
CREATE OR REPLACE TEMP TABLE fresh AS
WITH seen AS (
    SELECT a.actor, p.country, g.actor < 0 AS bare,
           struct_pack(unknown := a.published_on IS NULL, day := a.published_on, article_id := a.article_id,
                       name := p.name) AS place
    FROM actor_of a JOIN profile p USING (profile) JOIN profile_group g USING (profile)
), first AS (
    SELECT actor, min(place) AS place, arg_min(bare, place) AS bare,
           arg_min(coalesce(country, ''), struct_pack(place := place, country := country)) AS country
    FROM seen GROUP BY actor
), seed AS (
    SELECT f.actor, f.place, f.place.name || chr(31) || f.country AS plain,
           f.place.name || chr(31) || f.country || chr(31) || f.place.article_id AS full_one,
           CASE k.kind WHEN 'person' THEN 'per_' ELSE 'org_' END AS prefix,
           CASE WHEN k.wikidata_id IS NOT NULL THEN k.wikidata_id
                WHEN k.kind = 'country' THEN 'cou_' || left(sha256(coalesce(k.country, k.name)), 16) END AS fixed_id,
           f.bare AND f.country = '' AS nameless
    FROM first f JOIN actor_facts k USING (actor)
)
SELECT actor AS event, coalesce(fixed_id, prefix || left(sha256(CASE WHEN later THEN full_one ELSE plain END), 16)) AS id,
       prefix || left(sha256(full_one || CASE WHEN later THEN chr(31) || 'again' ELSE '' END), 16) AS again,
       fixed_id IS NOT NULL AS fixed
FROM (
    SELECT *, nameless OR row_number() OVER (
        PARTITION BY fixed_id IS NULL, nameless, prefix, plain ORDER BY place
    ) > 1 AS later FROM seed
);

CREATE OR REPLACE TEMP TABLE member AS
SELECT m.article_id || ' ' || m.char_start || ' ' || m.char_end || ' ' || f.kind AS key, a.actor AS event,
       struct_pack(unknown := a.published_on IS NULL, day := a.published_on, id := m.article_id, start := m.char_start) AS place
FROM read_mentions m JOIN actor_of a ON a.article_id = m.article_id AND a.actor_id = m.actor_id
JOIN actor_facts f ON f.actor = a.actor
WHERE (SELECT count(*) FROM old_event) > 0
