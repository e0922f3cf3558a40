-- Reports of pledges, and how near two of them are.
WITH sides AS (
    SELECT r.report_id, coalesce(g.country, g.actor_id) AS giver, coalesce(t.country, t.actor_id) AS recipient,
        concat(g.name, ' to ', t.name) AS names
    FROM pledge_reports r JOIN actors g ON g.actor_id = r.giver_id JOIN actors t ON t.actor_id = r.recipient_id
),
reports AS (
    SELECT r.report_id, r.pledge_id AS row_id, r.kind, r.item, r.amount, r.currency, r.evidence, s.giver, s.recipient,
        a.article_id, a.story_id, a.source_file, a.published_on, coalesce(r.date_earliest, a.published_on) AS day,
        list_distinct(regexp_extract_all(lower(coalesce(r.item, '')), '\w{4,}')) AS words,
        concat_ws(' | ', s.names, r.status, r.kind, r.item, concat_ws(' ', r.quantity),
            concat_ws(' ', r.amount, r.currency, r.amount_qualifier, r.amount_scope),
            concat(r.date_earliest, '..', r.date_latest)) AS told
    FROM pledge_reports r JOIN articles a USING (article_id) JOIN sides s USING (report_id)
),
-- 0 to 3: a point each for the same sum, the same words and the same day
pairs AS (
    SELECT a, b,
        coalesce(least(a.amount, b.amount) / greatest(a.amount, b.amount), 0)
        + coalesce(len(list_intersect(a.words, b.words)) / nullif(len(list_distinct(list_concat(a.words, b.words))), 0), 0)
        + greatest(0, 1 - abs(date_diff('day', a.day, b.day)) / 60) AS nearness
    FROM reports a JOIN reports b ON a.giver = b.giver AND a.recipient = b.recipient AND a.report_id < b.report_id
    WHERE a.story_id <> b.story_id AND (a.row_id = b.row_id OR abs(date_diff('day', a.day, b.day)) <= 60)
)
