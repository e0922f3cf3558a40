-- What resolution needs of the articles, and every actor as an article presents it, with the distinct profiles of all.
CREATE OR REPLACE TEMP TABLE article AS
SELECT article_id, row_number() OVER (ORDER BY article_id) AS article, dense_rank() OVER (ORDER BY story_id) AS story,
       published_on, count(*) OVER (PARTITION BY story_id) > 1 AS copied
FROM articles;

CREATE OR REPLACE TEMP TABLE profile AS
WITH distinct_one AS (
    SELECT kind, name, country, wikidata_id,
           min(struct_pack(unknown := a.published_on IS NULL, day := a.published_on, id := a.article_id)) AS first,
           list_sort(list_distinct(flatten(list(list_filter(
               aliases, lambda alias: kind = 'organisation' AND regexp_full_match(alias, '[A-Z][A-Z0-9&-]{2,9}')
           ))))) AS aliases
    FROM article_actors JOIN article a USING (article_id)
    GROUP BY kind, name, country, wikidata_id
)
SELECT kind, name, country, wikidata_id, aliases,
       row_number() OVER (ORDER BY wikidata_id IS NULL, first, kind, name, country, wikidata_id) - 1 AS profile
FROM distinct_one;

CREATE OR REPLACE TEMP TABLE sighting AS
SELECT a.article, a.article_id, a.story, a.published_on, p.profile, s.actor_id, s.role, s.basis, s.aliases
FROM article_actors s
JOIN article a USING (article_id)
JOIN profile p ON p.kind = s.kind AND p.name = s.name AND p.country IS NOT DISTINCT FROM s.country
    AND p.wikidata_id IS NOT DISTINCT FROM s.wikidata_id;
