-- One row for each undertaking. Needs pledge_member (report, event), pledge_ids (event, pledge_id) and status_rank.
CREATE OR REPLACE TEMP TABLE pledge_of AS
SELECT p.*, e.event, i.id AS pledge_id, s.raised_from IS NOT NULL AS raised
FROM pledge_read p JOIN pledge_member e USING (report) JOIN pledge_ids i USING (event)
JOIN pledge_stream s USING (report);

CREATE OR REPLACE TEMP TABLE pledge_parties AS
WITH giver AS (
    SELECT event, giver, giver_side FROM (
        SELECT event, giver, giver_side, count(DISTINCT story) AS n FROM pledge_of GROUP BY ALL
    ) JOIN actor_side s ON s.actor = giver
    QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, s.kind, s.name, giver) = 1
), recipient AS (
    SELECT event, recipient, recipient_side FROM (
        SELECT event, recipient, recipient_side, count(DISTINCT story) AS n FROM pledge_of GROUP BY ALL
    ) JOIN actor_side s ON s.actor = recipient
    QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, s.kind, s.name, recipient) = 1
)
SELECT * FROM giver JOIN recipient USING (event);

CREATE OR REPLACE TEMP TABLE pledge_co_giver AS
WITH named AS (
    SELECT p.event, c.actor, c.side FROM pledge_of p JOIN co_giver c USING (report)
    UNION
    SELECT event, giver, giver_side FROM pledge_of
)
SELECT n.event, n.actor
FROM named n JOIN pledge_parties p USING (event)
WHERE n.side <> p.giver_side AND n.side <> p.recipient_side
QUALIFY row_number() OVER (PARTITION BY n.event, n.side ORDER BY n.actor) = 1;

CREATE OR REPLACE TEMP TABLE pledge_window AS
SELECT event, date_earliest, date_latest FROM (
    SELECT event, date_earliest, date_latest, count(DISTINCT story) AS n
    FROM pledge_of WHERE date_earliest IS NOT NULL GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY date_latest - date_earliest, n DESC, date_earliest) = 1;

-- The sum that most stories give; a raised one before what it was; of one figure in two currencies the named one.
CREATE OR REPLACE TEMP TABLE pledge_sum AS
WITH sums AS (
    SELECT event, amount, amount_qualifier, amount_scope, currency, currency_basis, bool_or(raised) AS raised,
           count(DISTINCT story) AS n
    FROM pledge_of WHERE amount IS NOT NULL GROUP BY ALL
), figures AS (
    SELECT *, sum(n) OVER (PARTITION BY event, amount) AS n_figure FROM sums
)
SELECT event, amount, amount_qualifier, amount_scope, currency, currency_basis FROM figures
QUALIFY row_number() OVER (
    PARTITION BY event
    ORDER BY raised DESC, CASE WHEN raised THEN amount END DESC NULLS LAST, n_figure DESC, currency_basis = 'explicit' DESC,
             amount_qualifier = 'exact' DESC, n DESC, amount DESC, currency, amount_qualifier
) = 1;

CREATE OR REPLACE TEMP TABLE pledge_item AS
SELECT event, item FROM (
    SELECT p.event, p.item, len(any_value(w.words)) AS n_words, count(DISTINCT p.story) AS n
    FROM pledge_of p JOIN item_words w USING (item) GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, n_words DESC, len(item), item) = 1;

CREATE OR REPLACE TEMP TABLE pledge_quantity AS
SELECT event, quantity FROM (
    SELECT event, quantity, count(DISTINCT story) AS n FROM pledge_of WHERE quantity IS NOT NULL GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, quantity DESC) = 1;

CREATE OR REPLACE TEMP TABLE pledge_kind AS
SELECT event, kind FROM (SELECT event, kind, count(DISTINCT story) AS n FROM pledge_of GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY event ORDER BY n DESC, kind) = 1;

CREATE OR REPLACE TEMP TABLE pledge_belief AS
SELECT event, round(least(0.99, 1 - list_reduce(list_prepend(1.0::DOUBLE, list(1 - sure ORDER BY sure)), lambda x, y: x * y)), 2) AS confidence
FROM (SELECT event, story, max(confidence) AS sure FROM pledge_of GROUP BY ALL) GROUP BY event;

CREATE OR REPLACE TEMP TABLE pledge_row AS
WITH counted AS (
    SELECT event, pledge_id, any_value(class) AS class, count(*) AS n_reports, count(DISTINCT story) AS n_stories,
           min(published_on) AS first_reported_on, arg_max(p.status, r.rank) AS status
    FROM pledge_of p JOIN status_rank r ON r.status = p.status GROUP BY event, pledge_id
)
SELECT c.*, p.* EXCLUDE (event), k.kind, i.item, q.quantity, s.* EXCLUDE (event), w.date_earliest, w.date_latest,
       b.confidence, coalesce(w.date_earliest, c.first_reported_on) AS day
FROM counted c JOIN pledge_parties p USING (event) JOIN pledge_kind k USING (event) JOIN pledge_belief b USING (event)
LEFT JOIN pledge_item i USING (event) LEFT JOIN pledge_quantity q USING (event) LEFT JOIN pledge_sum s USING (event)
LEFT JOIN pledge_window w USING (event)
