-- The meeting that a pledge came out of: the only contact of its two sides that its articles report, where the days of
-- both do not contradict.
CREATE OR REPLACE TEMP TABLE pledge_meeting AS
WITH sides AS (
    SELECT DISTINCT event, side FROM attended
), told AS (
    SELECT DISTINCT p.report, p.event AS pledge, m.event AS meeting
    FROM pledge_of p JOIN meeting_of m ON m.article = p.article AND m.status = 'held'
    JOIN sides g ON g.event = m.event AND g.side = p.giver_side
    JOIN sides r ON r.event = m.event AND r.side = p.recipient_side
    JOIN meeting_row w ON w.event = m.event
    WHERE p.date_earliest IS NULL OR w.date_earliest IS NULL
        OR (p.date_earliest <= w.date_latest AND w.date_earliest <= p.date_latest)
), alone AS (
    SELECT pledge, any_value(meeting) AS meeting FROM told
    GROUP BY report, pledge HAVING count(DISTINCT meeting) = 1
)
SELECT a.pledge AS event, any_value(w.meeting_id) AS meeting_id
FROM alone a JOIN meeting_row w ON w.event = a.meeting
GROUP BY a.pledge HAVING count(DISTINCT a.meeting) = 1;

-- The request that a pledge answers: the latest one, two years back at most, of the same two sides for the same kind of
-- support, whose object shares a word with its own.
CREATE OR REPLACE TEMP TABLE pledge_word AS
SELECT DISTINCT p.event, unnest(w.words) AS word FROM pledge_of p JOIN item_words w USING (item);

CREATE OR REPLACE TEMP TABLE pledge_request AS
WITH asked AS (
    SELECT r.giver_side, r.recipient_side, r.kind, w.word, r.first_reported_on AS day, max(r.pledge_id) AS pledge_id
    FROM pledge_row r JOIN pledge_word w USING (event)
    WHERE r.class = 0 AND r.first_reported_on IS NOT NULL GROUP BY ALL
), given AS (
    SELECT r.event, r.giver_side, r.recipient_side, r.kind, w.word, r.first_reported_on AS day
    FROM pledge_row r JOIN pledge_word w USING (event)
    WHERE r.class = 2 AND r.first_reported_on IS NOT NULL
        AND r.amount_scope IS DISTINCT FROM 'cumulative'
)
SELECT g.event, arg_max(a.pledge_id, struct_pack(day := a.day, id := a.pledge_id)) AS pledge_id
FROM given g ASOF JOIN asked a
    ON a.giver_side = g.giver_side AND a.recipient_side = g.recipient_side AND a.kind = g.kind AND a.word = g.word
    AND a.day <= g.day
WHERE g.day - a.day <= 730
GROUP BY g.event;

-- The pledge that another one is a part of: an article gives both sums, of one giver and recipient, and says so, or its
-- smaller sums add up to the larger one.
CREATE OR REPLACE TEMP TABLE pledge_part AS
WITH sums AS (
    SELECT event, report, article, giver_side, recipient_side, amount, currency, evidence, char_start
    FROM pledge_of WHERE class = 2 AND amount > 0 AND amount_scope = 'single'
), pairs AS (
    SELECT w.event AS whole, p.event AS part, w.report AS whole_report, w.amount AS total, p.amount,
           p.char_start >= w.char_start AND regexp_matches(lower(p.evidence), $parts) AS said
    FROM sums w JOIN sums p ON p.article = w.article AND p.giver_side = w.giver_side
        AND p.recipient_side = w.recipient_side AND p.currency = w.currency AND p.amount < w.amount
        AND p.event <> w.event
), added AS (
    SELECT whole_report FROM pairs GROUP BY whole_report, total
    HAVING count(DISTINCT part) > 1 AND abs(sum(amount) - total) <= total * 0.01
), found AS (
    SELECT whole, part, count(*) AS n FROM pairs p
    WHERE said OR whole_report IN (SELECT whole_report FROM added) GROUP BY ALL
)
SELECT f.part AS event, w.pledge_id
FROM found f JOIN pledge_row w ON w.event = f.whole JOIN pledge_row p ON p.event = f.part
WHERE p.currency = w.currency AND p.amount < w.amount
QUALIFY row_number() OVER (PARTITION BY f.part ORDER BY f.n DESC, w.amount, w.pledge_id) = 1
