-- The actor behind each key of each article.
CREATE OR REPLACE TEMP TABLE actor_of AS
SELECT s.*, coalesce(c.actor, u.actor, g.actor) AS actor
FROM sighting s JOIN profile_group g USING (profile)
LEFT JOIN chosen c ON c.article = s.article AND c.profile = s.profile
LEFT JOIN unplaced u ON u.article = s.article AND u.profile = s.profile;

-- One row for each actor; `place` orders names by how many articles use them, then the fullest.
CREATE OR REPLACE TEMP TABLE actor_facts AS
WITH one AS (
    SELECT a.actor, a.article, a.article_id, a.published_on, a.role, a.basis, p.kind, p.name, p.country, p.wikidata_id
    FROM actor_of a JOIN profile p USING (profile)
), names AS (
    SELECT actor, name, count(*) AS n FROM one GROUP BY ALL
), states AS (
    -- a body that the reference knows without a state has none, whatever one article makes of it
    SELECT actor, country, count(*) AS n FROM one
    WHERE country IS NOT NULL OR (kind = 'organisation' AND wikidata_id IS NOT NULL) GROUP BY ALL
), best_name AS (
    SELECT actor, name FROM names
    QUALIFY row_number() OVER (PARTITION BY actor ORDER BY contains(name, ' ') DESC, n DESC, len(name) DESC, name) = 1
), best_state AS (
    SELECT actor, country FROM states QUALIFY row_number() OVER (PARTITION BY actor ORDER BY n DESC, country NULLS LAST) = 1
), last_role AS (
    SELECT actor, role FROM one WHERE role IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY actor ORDER BY published_on DESC NULLS LAST, article_id DESC, role) = 1
)
SELECT one.actor, any_value(b.name) AS name, min(one.kind) AS kind, any_value(s.country) AS country,
       min(one.wikidata_id) AS wikidata_id, any_value(r.role) AS role, count(DISTINCT one.article) AS n_articles,
       min(one.published_on) AS first_seen_on, max(one.published_on) AS last_seen_on, min(one.basis) AS basis,
       min(struct_pack(unknown := one.published_on IS NULL, day := one.published_on, article_id := one.article_id,
                       name := one.name)) AS first
FROM one JOIN best_name b USING (actor)
LEFT JOIN best_state s USING (actor) LEFT JOIN last_role r USING (actor)
GROUP BY one.actor;

CREATE OR REPLACE TEMP TABLE actor_names AS
SELECT DISTINCT actor, unnest(aliases) AS name FROM actor_of
UNION SELECT DISTINCT a.actor, p.name FROM actor_of a JOIN profile p USING (profile);

-- The terms of office of each person: by Wikidata item, or by name where the reference knows no item.
CREATE OR REPLACE TEMP TABLE actor_term AS
SELECT f.actor, t.country, t.organisation, t.position, t.starts, t.ends
FROM actor_facts f JOIN terms t ON t.wikidata_id = f.wikidata_id WHERE f.kind = 'person'
UNION ALL
SELECT f.actor, t.country, t.organisation, t.position, t.starts, t.ends
FROM actor_facts f JOIN terms t ON t.person = f.name
WHERE f.kind = 'person' AND f.basis = 'reference' AND t.wikidata_id IS NULL;

-- The side that each actor stands for: a state, else the body that a person serves, else itself.
CREATE OR REPLACE TEMP TABLE actor_side AS
WITH served AS (
    SELECT f.actor, t.organisation FROM actor_facts f
    JOIN actor_term t USING (actor)
    WHERE f.country IS NULL AND t.organisation IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY f.actor ORDER BY f.last_seen_on BETWEEN t.starts AND t.ends DESC NULLS LAST, t.starts DESC, t.organisation
    ) = 1
), named AS (
    SELECT f.actor, f.kind, f.country, f.name,
           coalesce(f.country, o.side, v.organisation, CASE WHEN f.kind = 'organisation' THEN f.name END) AS side
    FROM actor_facts f LEFT JOIN served v USING (actor)
    LEFT JOIN organisation_sides o ON o.organisation = coalesce(v.organisation, f.name)
)
SELECT actor, kind, country, name, coalesce(side, 'actor ' || actor) AS side_name,
       dense_rank() OVER (ORDER BY coalesce(side, 'actor ' || actor)) AS side
FROM named
