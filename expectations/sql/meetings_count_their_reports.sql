-- meetings | error | n_reports is not the number of reports, or n_stories is more
SELECT e.meeting_id, e.n_reports, e.n_stories, count(r.report_id) AS found
FROM meetings e LEFT JOIN meeting_reports r USING (meeting_id)
GROUP BY ALL HAVING count(r.report_id) <> e.n_reports OR e.n_stories > e.n_reports
