-- The day that each article speaks from: its publication; where that is not known, that of the articles, a week apart at
-- most, which share the most of its contacts and pledges with it, two at least. Needs meeting_read and pledge_read.
CREATE OR REPLACE TEMP TABLE told AS
SELECT DISTINCT m.article, hash('meeting', a.person, b.person, m.way) AS what
FROM meeting_read m JOIN meeting_party a USING (report) JOIN meeting_party b USING (report)
WHERE a.person < b.person AND a.person > 0
UNION
SELECT DISTINCT m.article, hash('contact', a.side, b.side, m.way, m.city)
FROM meeting_read m JOIN meeting_party a USING (report) JOIN meeting_party b USING (report)
WHERE a.side < b.side
UNION
SELECT DISTINCT article, hash('pledge', giver_side, recipient_side, class, kind, amount, quantity) FROM pledge_read;

CREATE OR REPLACE TEMP TABLE article_day AS
WITH rare AS (
    SELECT what FROM told GROUP BY what HAVING count(*) BETWEEN 2 AND 300
), shared AS (
    SELECT u.article, p.published_on, p.article AS other, count(*) AS n
    FROM told t SEMI JOIN rare USING (what)
    JOIN article u ON u.article = t.article AND u.published_on IS NULL
    JOIN told o ON o.what = t.what
    JOIN article p ON p.article = o.article AND p.published_on IS NOT NULL
    GROUP BY ALL HAVING count(*) >= 2
), most AS (
    SELECT article, published_on FROM shared QUALIFY n = max(n) OVER (PARTITION BY article)
), placed AS (
    SELECT article, max(published_on) AS day FROM most GROUP BY article HAVING max(published_on) - min(published_on) <= 7
)
SELECT a.article, coalesce(a.published_on, p.day) AS day FROM article a LEFT JOIN placed p USING (article);

DROP TABLE told
