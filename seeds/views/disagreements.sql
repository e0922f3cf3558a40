-- Meetings and pledges whose reports differ in a field: every value, with the number of independent stories that give it
WITH told AS (
    SELECT 'meeting' AS event, r.meeting_id AS id, a.story_id,
           unnest([{field: 'format', value: nullif(r.format, 'unspecified')},
                   {field: 'status', value: r.status},
                   {field: 'date', value: r.date_earliest || CASE WHEN r.date_earliest < r.date_latest THEN ' to ' || r.date_latest ELSE '' END},
                   {field: 'place', value: r.place}]) AS said
    FROM meeting_reports r JOIN articles a USING (article_id)
    UNION ALL
    SELECT 'pledge', r.pledge_id, a.story_id,
           unnest([{field: 'status', value: r.status},
                   {field: 'kind', value: r.kind},
                   {field: 'amount', value: r.amount || ' ' || r.currency},
                   {field: 'quantity', value: r.quantity::VARCHAR},
                   {field: 'date', value: r.date_earliest || CASE WHEN r.date_earliest < r.date_latest THEN ' to ' || r.date_latest ELSE '' END}])
    FROM pledge_reports r JOIN articles a USING (article_id)
), counted AS (
    SELECT event, id, said.field AS field, said.value AS value, count(DISTINCT story_id) AS n_stories
    FROM told WHERE said.value IS NOT NULL GROUP BY ALL
)
SELECT event, id, field, list({value: value, n_stories: n_stories} ORDER BY n_stories DESC, value) AS said
FROM counted GROUP BY ALL HAVING count(*) > 1
ORDER BY ALL
