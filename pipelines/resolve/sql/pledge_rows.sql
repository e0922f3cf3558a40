-- The released tables of pledges. Needs rate for the days of the rows.
CREATE OR REPLACE TEMP VIEW pledge_table AS
WITH others AS (
    SELECT c.event, list(i.id ORDER BY i.id) AS co_giver_ids
    FROM pledge_co_giver c JOIN actor_ids i ON i.event = c.actor GROUP BY c.event
)
SELECT p.pledge_id, g.id AS giver_id, coalesce(o.co_giver_ids, []) AS co_giver_ids, t.id AS recipient_id, p.status, p.kind,
       p.item, p.quantity, p.amount, p.amount_qualifier, p.amount_scope, p.currency, p.currency_basis,
       (p.amount * r.fx_rate)::DECIMAL(20, 2) AS amount_usd, r.fx_rate, r.fx_date, r.fx_note, p.date_earliest,
       p.date_latest, m.meeting_id, q.pledge_id AS requested_by_pledge_id, w.pledge_id AS part_of_pledge_id, p.n_reports,
       p.n_stories, p.first_reported_on, p.confidence
FROM pledge_row p
JOIN actor_ids g ON g.event = p.giver JOIN actor_ids t ON t.event = p.recipient
LEFT JOIN others o ON o.event = p.event
LEFT JOIN rate r ON p.amount IS NOT NULL AND r.currency = p.currency AND r.day IS NOT DISTINCT FROM p.day
LEFT JOIN pledge_meeting m ON m.event = p.event
LEFT JOIN pledge_request q ON q.event = p.event
LEFT JOIN pledge_part w ON w.event = p.event;

CREATE OR REPLACE TEMP VIEW pledge_report_row AS
WITH others AS (
    SELECT c.report, list_sort(list_distinct(list(i.id))) AS co_giver_ids
    FROM co_giver c JOIN actor_ids i ON i.event = c.actor GROUP BY c.report
)
SELECT r.* EXCLUDE (giver_id, recipient_id, co_giver_ids), p.pledge_id, g.id AS giver_id, t.id AS recipient_id,
       list_filter(coalesce(o.co_giver_ids, []), lambda x: x <> g.id AND x <> t.id) AS co_giver_ids
FROM read_pledge_reports r JOIN pledge_of p USING (report_id)
JOIN actor_ids g ON g.event = p.giver JOIN actor_ids t ON t.event = p.recipient
LEFT JOIN others o ON o.report = p.report;

DROP TABLE pledge_stream;
DROP TABLE pledge_word;
DROP TABLE pledge_window;
DROP TABLE pledge_sum;
DROP TABLE pledge_item;
DROP TABLE pledge_quantity;
DROP TABLE pledge_kind;
DROP TABLE pledge_belief;
DROP TABLE attended;
DROP TABLE article_day
