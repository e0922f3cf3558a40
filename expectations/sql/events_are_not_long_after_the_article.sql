-- meeting_reports | warn | held later than a month after the article
SELECT r.report_id, r.date_earliest, a.published_on FROM meeting_reports r JOIN articles a USING (article_id)
WHERE r.status = 'held' AND r.date_earliest > a.published_on + INTERVAL 31 DAY
