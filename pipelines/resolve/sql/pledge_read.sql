-- Reports of pledges in numbers. Needs rate (currency, day, fx_rate) and item_words (item, words) for the stream.
CREATE OR REPLACE TEMP TABLE pledge_read AS
SELECT row_number() OVER (ORDER BY r.report_id) AS report, r.*, a.article, a.story, a.copied, a.published_on,
       g.actor AS giver, gs.side AS giver_side, t.actor AS recipient, ts.side AS recipient_side,
       CASE r.status WHEN 'requested' THEN 0 WHEN 'refused' THEN 1 ELSE 2 END AS class,
       CASE r.status WHEN 'committed' THEN 1 WHEN 'delivered' THEN 2 ELSE 0 END AS stage
FROM read_pledge_reports r JOIN article a USING (article_id)
JOIN actor_of g ON g.article = a.article AND g.actor_id = r.giver_id JOIN actor_side gs ON gs.actor = g.actor
JOIN actor_of t ON t.article = a.article AND t.actor_id = r.recipient_id JOIN actor_side ts ON ts.actor = t.actor;

CREATE OR REPLACE TEMP TABLE co_giver AS
SELECT DISTINCT p.report, o.actor, s.side
FROM (SELECT report_id, article_id, unnest(co_giver_ids) AS actor_id FROM read_pledge_reports) c
JOIN pledge_read p USING (report_id)
JOIN actor_of o ON o.article = p.article AND o.actor_id = c.actor_id JOIN actor_side s ON s.actor = o.actor
