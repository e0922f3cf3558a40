-- Every report of every pledge in the order of its dates, with the sentence that says so
SELECT p.pledge_id, g.name AS giver, r.name AS recipient, coalesce(p.date_earliest, a.published_on) AS day, p.status,
       p.item, p.amount, p.currency, p.evidence, a.source_file
FROM pledge_reports p JOIN articles a USING (article_id)
JOIN actors g ON g.actor_id = p.giver_id JOIN actors r ON r.actor_id = p.recipient_id
ORDER BY p.pledge_id, day NULLS LAST, p.report_id
