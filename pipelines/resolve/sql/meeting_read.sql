-- Reports of meetings in numbers: parties with their sides, way of contact, place.
CREATE OR REPLACE TEMP TABLE capital AS
SELECT DISTINCT surface AS city, country FROM country_names WHERE sort = 'capital';

CREATE OR REPLACE TEMP TABLE meeting_read AS
WITH placed AS (
    SELECT r.report_id, r.place, r.place_country, c.city IS NOT NULL AS is_capital,
           n.country IS NOT NULL AS is_state
    FROM read_meeting_reports r
    LEFT JOIN capital c ON c.city = r.place AND c.country = r.place_country
    LEFT JOIN (SELECT DISTINCT surface, country FROM country_names WHERE sort = 'name') n
        ON n.surface = r.place AND n.country = r.place_country
)
SELECT row_number() OVER (ORDER BY r.report_id) AS report, r.report_id, a.article, a.story, a.copied, a.published_on,
       r.format, r.status, r.date_earliest, r.date_latest, r.place, r.place_country, r.topics, r.confidence,
       CASE r.format WHEN 'unspecified' THEN 0 WHEN 'in_person' THEN 1 ELSE 2 END AS way,
       CASE WHEN p.place IS NULL OR p.is_state THEN NULL
            WHEN p.is_capital THEN p.place_country || ' capital' ELSE lower(p.place) END AS city
FROM read_meeting_reports r JOIN article a USING (article_id) JOIN placed p USING (report_id);

CREATE OR REPLACE TEMP TABLE meeting_party AS
WITH one AS (
    SELECT DISTINCT m.report, o.actor, o.role
    FROM (SELECT report_id, article_id, unnest(participant_ids) AS actor_id FROM read_meeting_reports) p
    JOIN meeting_read m USING (report_id)
    JOIN actor_of o ON o.article = m.article AND o.actor_id = p.actor_id
)
SELECT o.report, o.actor, o.role, s.kind, s.side, CASE WHEN s.kind = 'person' THEN o.actor + 1 ELSE 0 END AS person
FROM one o JOIN actor_side s USING (actor)
