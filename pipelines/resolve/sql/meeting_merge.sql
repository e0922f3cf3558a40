-- One row for each contact. Needs meeting_member (report, event) and meeting_ids (event, meeting_id).
CREATE OR REPLACE TEMP TABLE meeting_of AS
SELECT m.*, e.event, i.id AS meeting_id
FROM meeting_read m JOIN meeting_member e USING (report) JOIN meeting_ids i USING (event);

CREATE OR REPLACE TEMP TABLE attended AS
WITH counted AS (
    SELECT m.event, p.actor, count(DISTINCT m.story) AS stories, max(p.person) > 0 AS is_person
    FROM meeting_of m JOIN meeting_party p USING (report) GROUP BY ALL
), sides AS (
    SELECT c.*, s.side, s.kind, s.country,
           bool_or(c.is_person) OVER (PARTITION BY c.event, s.side) AS represented,
           max(c.stories) OVER (PARTITION BY c.event) AS most
    FROM counted c JOIN actor_side s USING (actor)
), personal AS (
    SELECT event, count(DISTINCT side) AS n_sides FROM sides WHERE is_person GROUP BY event
)
-- A state or body is left out where a person stands for it, or where one story alone names it beside two named people.
SELECT s.event, s.actor, s.side, s.country
FROM sides s LEFT JOIN personal p USING (event)
WHERE s.is_person OR NOT (s.represented OR (coalesce(p.n_sides, 0) > 1 AND 2 * s.stories < s.most));

CREATE OR REPLACE TEMP TABLE meeting_window AS
SELECT event, date_earliest, date_latest
FROM (
    SELECT event, date_earliest, date_latest, count(DISTINCT story) AS n
    FROM meeting_of WHERE date_earliest IS NOT NULL GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY date_latest - date_earliest, n DESC, date_earliest) = 1;

CREATE OR REPLACE TEMP TABLE meeting_format AS
SELECT event, format FROM (
    SELECT event, format, count(DISTINCT story) AS n FROM meeting_of WHERE format <> 'unspecified' GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, format) = 1;

CREATE OR REPLACE TEMP TABLE meeting_place AS
SELECT event, place, place_country FROM (
    SELECT event, place, place_country, city IS NULL AS wide, count(DISTINCT story) AS n
    FROM meeting_of WHERE place IS NOT NULL OR place_country IS NOT NULL GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY wide, n DESC, place, place_country) = 1;

CREATE OR REPLACE TEMP TABLE meeting_status AS
SELECT event,
       CASE WHEN arg_max(status, struct_pack(day := coalesce(published_on, DATE '1900-01-01'), id := report_id)) = 'cancelled'
            THEN 'cancelled'
            WHEN bool_or(status = 'held') THEN 'held'
            ELSE arg_max(status, struct_pack(day := coalesce(published_on, DATE '1900-01-01'), id := report_id)) END AS status
FROM meeting_of GROUP BY event;

CREATE OR REPLACE TEMP TABLE meeting_belief AS
SELECT event, round(least(0.99, 1 - list_reduce(list_prepend(1.0::DOUBLE, list(1 - sure ORDER BY sure)), lambda x, y: x * y)), 2) AS confidence
FROM (SELECT event, story, max(confidence) AS sure FROM meeting_of GROUP BY ALL) GROUP BY event;

CREATE OR REPLACE TEMP TABLE meeting_topics AS
SELECT event, list(topic ORDER BY topic) AS topics
FROM (SELECT DISTINCT event, unnest(topics) AS topic FROM meeting_of) GROUP BY event;

CREATE OR REPLACE TEMP TABLE meeting_row AS
WITH counted AS (
    SELECT event, meeting_id, count(*) AS n_reports, count(DISTINCT story) AS n_stories,
           min(published_on) AS first_reported_on
    FROM meeting_of GROUP BY event, meeting_id
), people AS (
    SELECT event, count(*) AS n_participants, list_sort(list_distinct(list(country) FILTER (country IS NOT NULL))) AS countries
    FROM attended GROUP BY event
)
SELECT c.event, c.meeting_id, coalesce(f.format, 'unspecified') AS format, s.status, w.date_earliest, w.date_latest,
       p.place, p.place_country, coalesce(t.topics, []) AS topics, coalesce(a.countries, []) AS countries,
       a.n_participants, c.n_reports, c.n_stories, c.first_reported_on, b.confidence
FROM counted c JOIN people a USING (event) JOIN meeting_status s USING (event) JOIN meeting_belief b USING (event)
LEFT JOIN meeting_window w USING (event) LEFT JOIN meeting_format f USING (event)
LEFT JOIN meeting_place p USING (event) LEFT JOIN meeting_topics t USING (event);

-- The office of each participant on the day: by the reference, else the one that most stories state.
CREATE OR REPLACE TEMP TABLE attendance AS
WITH stated AS (
    SELECT event, actor, role FROM (
        SELECT m.event, p.actor, p.role, count(DISTINCT m.story) AS n
        FROM meeting_of m JOIN meeting_party p USING (report) WHERE p.role IS NOT NULL GROUP BY ALL
    )
    QUALIFY row_number() OVER (PARTITION BY event, actor ORDER BY n DESC, len(role) DESC, role) = 1
), held AS (
    SELECT a.event, a.actor, t.position
    FROM attended a JOIN meeting_row m USING (event) JOIN actor_term t USING (actor)
    WHERE coalesce(m.date_earliest, m.first_reported_on) BETWEEN t.starts AND t.ends
        AND coalesce(m.date_latest, m.first_reported_on) BETWEEN t.starts AND t.ends
        AND (t.country IS NOT DISTINCT FROM a.country OR t.country IS NULL)
    QUALIFY row_number() OVER (PARTITION BY a.event, a.actor ORDER BY t.starts DESC, t.position) = 1
)
SELECT a.event, m.meeting_id, a.actor, a.country, coalesce(h.position, s.role) AS role
FROM attended a JOIN meeting_row m USING (event)
LEFT JOIN held h USING (event, actor) LEFT JOIN stated s USING (event, actor)
