-- What the ids of pledges are made of: the earliest report.
CREATE OR REPLACE TEMP TABLE member AS
SELECT m.report_id AS key, e.event,
       struct_pack(unknown := m.published_on IS NULL, day := m.published_on, id := m.report_id) AS place
FROM pledge_read m JOIN pledge_member e USING (report);

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT event, 'plg_' || left(sha256(min(place).id), 16) AS id,
       'plg_' || left(sha256(min(place).id || chr(31) || 'again'), 16) AS again, false AS fixed
FROM member GROUP BY event
