-- What the ids of meetings or pledges are made of: the earliest report. Needs the names of the tables of the reports (read)
-- and of their events (members), and what the ids begin with (prefix).
CREATE OR REPLACE TEMP TABLE member AS
SELECT r.report_id AS key, m.event,
       struct_pack(unknown := r.published_on IS NULL, day := r.published_on, id := r.report_id) AS place
FROM query_table($read) r JOIN query_table($members) m USING (report);

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT event, $prefix || left(sha256(min(place).id), 16) AS id,
       $prefix || left(sha256(min(place).id || chr(31) || 'again'), 16) AS again, false AS fixed
FROM member GROUP BY event;

-- What has no report is no row.
CREATE OR REPLACE TEMP TABLE heir AS SELECT id, 0::BIGINT AS event FROM old_event WHERE false
