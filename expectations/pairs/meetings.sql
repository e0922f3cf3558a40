-- Reports of meetings, and how near two of them are.
WITH sides AS (
    SELECT r.report_id, list_sort(list_distinct(list(coalesce(a.country, a.actor_id)))) AS sides, list_sort(list(a.name)) AS names
    FROM (SELECT report_id, unnest(participant_ids) AS actor_id FROM meeting_reports) r JOIN actors a USING (actor_id)
    GROUP BY r.report_id
),
reports AS (
    SELECT r.report_id, r.meeting_id AS row_id, r.participant_ids, r.format, r.place_country, r.evidence, s.sides,
        a.article_id, a.story_id, a.source_file, a.published_on, coalesce(r.date_earliest, a.published_on) AS day,
        concat_ws(' | ', array_to_string(s.names, ', '), r.status, r.format, r.place,
            concat(r.date_earliest, '..', r.date_latest)) AS told
    FROM meeting_reports r JOIN articles a USING (article_id) JOIN sides s USING (report_id)
),
keyed AS (
    SELECT DISTINCT report_id, concat(x, ' ', y) AS key
    FROM (SELECT report_id, sides, unnest(sides) AS x FROM reports), unnest(sides) AS u(y) WHERE x < y
),
-- 0 to 3: a point each for the same participants and the same day, halves for the same format and country
pairs AS (
    SELECT a, b, max(
        len(list_intersect(a.participant_ids, b.participant_ids))
            / len(list_distinct(list_concat(a.participant_ids, b.participant_ids)))
        + greatest(0, 1 - abs(date_diff('day', a.day, b.day)) / 14)
        + CASE WHEN 'unspecified' IN (a.format, b.format) THEN 0.25 WHEN a.format = b.format THEN 0.5 ELSE 0 END
        + CASE WHEN a.place_country IS NULL OR b.place_country IS NULL THEN 0.25
            WHEN a.place_country = b.place_country THEN 0.5 ELSE 0 END
    ) AS nearness
    FROM keyed k JOIN keyed l ON k.key = l.key AND k.report_id < l.report_id
    JOIN reports a ON a.report_id = k.report_id JOIN reports b ON b.report_id = l.report_id
    WHERE a.story_id <> b.story_id AND (a.row_id = b.row_id OR abs(date_diff('day', a.day, b.day)) <= 14)
    GROUP BY a, b
)
