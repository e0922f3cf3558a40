-- pledges | error | n_reports is not the number of reports, or n_stories is more
SELECT e.pledge_id, e.n_reports, e.n_stories, count(r.report_id) AS found
FROM pledges e LEFT JOIN pledge_reports r USING (pledge_id)
GROUP BY ALL HAVING count(r.report_id) <> e.n_reports OR e.n_stories > e.n_reports
