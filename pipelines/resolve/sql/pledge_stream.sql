-- The reports in the order of publication, the surest of a day first, with the days that each leaves open, since 1970.
-- A report of no known day is of the fortnight before its article, of a month where it tells of a delivery.
-- `story` is 0 where no other article tells it.
CREATE OR REPLACE TEMP TABLE pledge_stream AS
WITH givers AS (
    SELECT report, list(side ORDER BY side) AS others FROM co_giver GROUP BY report
), occasion AS (
    SELECT m.article, list(DISTINCT e.event) AS occasions
    FROM meeting_read m JOIN meeting_member e USING (report) GROUP BY m.article
), timed AS (
    SELECT p.*, coalesce(g.others, []) AS others, p.date_earliest - DATE '1970-01-01' AS d1, p.date_latest - DATE '1970-01-01' AS d2,
           d.day - DATE '1970-01-01' AS told, d.day, w.words
    FROM pledge_read p JOIN article_day d USING (article) LEFT JOIN givers g USING (report)
    LEFT JOIN item_words w USING (item)
)
SELECT t.report, t.article, CASE WHEN t.copied THEN t.story ELSE 0 END AS story, list_prepend(t.giver_side, t.others) AS givers, t.recipient_side, t.class, t.stage,
       t.kind, t.amount_scope IS NOT DISTINCT FROM 'cumulative' AS cumulative,
       CASE WHEN t.amount > 0 THEN t.amount::DOUBLE END AS amount, t.currency,
       CASE WHEN t.amount > 0 THEN (t.amount * r.fx_rate)::DOUBLE END AS dollars,
       t.currency_basis IS NOT DISTINCT FROM 'symbol' AS open_currency,
       t.amount_qualifier IS DISTINCT FROM 'exact' AS loose, t.quantity, coalesce(t.words, []) AS words,
       CASE WHEN t.amount > 0 AND regexp_matches(lower(t.evidence), $raise_words) THEN
           regexp_extract_all(regexp_extract(lower(t.evidence), 'from (.{0,40}?)\bto\b', 1), '\d+(?:[.,]\d+)?')
       END AS raised_from,
       told,
       CASE WHEN d1 IS NOT NULL THEN d1 WHEN told IS NULL THEN -1000000
            WHEN t.status = 'delivered' THEN told - 31 ELSE told - 14 END AS lo,
       CASE WHEN d1 IS NOT NULL THEN greatest(least(d2, coalesce(told + 1, d2)), d1) WHEN told IS NULL THEN 1000000
            ELSE told END AS hi,
       d1 IS NOT NULL AND d1 = d2 AS is_day, d1 IS NOT NULL AS dated, coalesce(o.occasions, []) AS occasions
FROM timed t LEFT JOIN occasion o ON o.article = t.article
LEFT JOIN rate r ON r.currency = t.currency AND r.day IS NOT DISTINCT FROM coalesce(t.date_earliest, t.day)
ORDER BY t.published_on NULLS LAST, d1 IS DISTINCT FROM d2, d1 IS NULL, t.amount IS NULL, len(words) DESC NULLS LAST,
         t.report_id
