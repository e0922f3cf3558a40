-- Meetings whose reports disagree on format, status, day or place
SELECT m.meeting_id, list(DISTINCT r.format) AS formats, list(DISTINCT r.status) AS statuses,
       list(DISTINCT r.date_earliest) AS days, list(DISTINCT r.place) AS places, count(*) AS n_reports
FROM meetings m JOIN meeting_reports r USING (meeting_id)
GROUP BY m.meeting_id
HAVING count(DISTINCT r.format) > 1 OR count(DISTINCT r.status) > 1 OR count(DISTINCT r.date_earliest) > 1
    OR count(DISTINCT r.place) > 1
ORDER BY m.meeting_id
