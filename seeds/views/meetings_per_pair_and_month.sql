-- How often each pair of countries was in contact in each month, by status; a meeting with no day or month has the month null
SELECT a.country AS country_a, b.country AS country_b,
       CASE WHEN date_trunc('month', m.date_earliest) = date_trunc('month', m.date_latest)
            THEN date_trunc('month', m.date_earliest)::DATE END AS month,
       m.status, count(DISTINCT m.meeting_id) AS n_meetings
FROM meetings m
JOIN meeting_participants a USING (meeting_id)
JOIN meeting_participants b USING (meeting_id)
WHERE a.country < b.country
GROUP BY ALL
ORDER BY ALL
