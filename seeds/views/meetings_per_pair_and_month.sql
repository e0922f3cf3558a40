-- How often each pair of countries was in contact in each month, by status; undated meetings have no month
SELECT a.country AS country_a, b.country AS country_b, date_trunc('month', m.date_earliest) AS month, m.status,
       count(DISTINCT m.meeting_id) AS n_meetings
FROM meetings m
JOIN meeting_participants a USING (meeting_id)
JOIN meeting_participants b USING (meeting_id)
WHERE a.country < b.country
GROUP BY ALL
ORDER BY ALL
