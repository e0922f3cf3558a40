-- People of whom an article gives one name alone: each is the only one of that surname who fits its state, its office,
-- its story or its company; who fits none, or two alike, has a row with others of one name and state, or one story.
-- Needs sighting, profile, profile_group (profile, actor; -1: one name alone), surname (actor, surname) and
-- single_name (profile, surname).
CREATE OR REPLACE TEMP TABLE known AS
SELECT s.article, s.story, s.published_on, g.actor, s.role
FROM sighting s JOIN profile_group g USING (profile) WHERE g.actor >= 0;

CREATE OR REPLACE TEMP TABLE unknown AS
SELECT s.article, s.story, s.published_on, s.profile, n.surname, p.country,
       string_split(lower(coalesce(s.role, '')), ' ') AS office
FROM sighting s JOIN single_name n USING (profile) JOIN profile p USING (profile);

CREATE OR REPLACE TEMP TABLE bearer AS
SELECT n.surname, n.actor, list_distinct(list(p.country) FILTER (p.country IS NOT NULL)) AS countries
FROM surname n JOIN profile_group g USING (actor) JOIN profile p USING (profile)
WHERE n.surname IN (SELECT surname FROM single_name)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE bearer_seen AS
SELECT actor, min(published_on) AS first_on, max(published_on) AS last_on,
       list_distinct(flatten(list(string_split(lower(role), ' ')) FILTER (role IS NOT NULL))) AS office
FROM known WHERE actor IN (SELECT actor FROM bearer) GROUP BY actor;

CREATE OR REPLACE TEMP TABLE fit AS
SELECT u.article, u.profile, b.actor,
       CASE WHEN list_contains(b.countries, u.country) THEN 2 ELSE 0 END
       + CASE WHEN len(list_filter(list_intersect(s.office, u.office), lambda word: len(word) > 3)) > 0 THEN 1 ELSE 0 END
       + CASE WHEN u.published_on BETWEEN s.first_on - 60 AND s.last_on + 60 THEN 1 ELSE 0 END
       + CASE WHEN EXISTS (SELECT 1 FROM known k WHERE k.story = u.story AND k.actor = b.actor) THEN 3 ELSE 0 END AS points
FROM unknown u JOIN bearer b USING (surname) JOIN bearer_seen s USING (actor)
WHERE u.country IS NULL OR len(b.countries) = 0 OR list_contains(b.countries, u.country);

CREATE OR REPLACE TEMP TABLE doubtful AS
SELECT article, profile FROM fit GROUP BY ALL
HAVING max(points) < 2 OR count(*) FILTER (points >= 2) > 1;

CREATE OR REPLACE TEMP TABLE company AS
WITH mine AS (
    SELECT f.article, f.profile, f.actor, k.actor AS other
    FROM fit f SEMI JOIN doubtful d ON d.article = f.article AND d.profile = f.profile
    JOIN known k ON k.article = f.article AND k.actor <> f.actor
), theirs AS (
    SELECT DISTINCT a.actor, b.actor AS other
    FROM known a JOIN known b ON a.article = b.article AND a.actor <> b.actor
    WHERE a.actor IN (SELECT actor FROM mine)
)
SELECT DISTINCT m.article, m.profile, m.actor FROM mine m JOIN theirs t USING (actor, other);

CREATE OR REPLACE TEMP TABLE chosen AS
WITH ranked AS (
    SELECT f.article, f.profile, f.actor, f.points + CASE WHEN c.actor IS NULL THEN 0 ELSE 1 END AS points
    FROM fit f LEFT JOIN company c ON c.article = f.article AND c.profile = f.profile AND c.actor = f.actor
), best AS (
    SELECT article, profile, max_by(actor, points) AS actor, max(points) AS points,
           list_sort(list(points), 'DESC')[2] AS second
    FROM ranked GROUP BY ALL
)
SELECT article, profile, actor FROM best WHERE points >= 2 AND points > coalesce(second, 0);

CREATE OR REPLACE TEMP TABLE unplaced AS
SELECT u.article, u.profile,
       dense_rank() OVER (ORDER BY u.surname, u.country, CASE WHEN u.country IS NULL THEN u.story END)
       + (SELECT coalesce(max(actor), -1) FROM profile_group) AS actor
FROM unknown u ANTI JOIN chosen c ON c.article = u.article AND c.profile = u.profile;

DROP TABLE known;
DROP TABLE unknown;
DROP TABLE bearer;
DROP TABLE bearer_seen;
DROP TABLE fit;
DROP TABLE doubtful;
DROP TABLE company
