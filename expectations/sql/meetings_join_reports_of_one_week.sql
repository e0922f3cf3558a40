-- meetings | error | joins reports that lie more than seven days apart by their own dates
SELECT meeting_id, min(date_latest) AS first_end, max(date_earliest) AS last_start
FROM meeting_reports
GROUP BY meeting_id HAVING date_diff('day', min(date_latest), max(date_earliest)) > 7
