-- The meetings or pledges (table) of an earlier release: their ids (the column key), how old they are, and by what their
-- reports are known again.
CREATE OR REPLACE TEMP TABLE old_event AS
SELECT COLUMNS(lambda c: c = $key) AS id, first_reported_on AS first_on, false AS fixed FROM earlier_rows;

CREATE OR REPLACE TEMP TABLE old_member AS
SELECT key, id
FROM (SELECT report_id AS key, COLUMNS(lambda c: c = $key) AS id FROM earlier_members) SEMI JOIN old_event USING (id);

CREATE OR REPLACE TEMP TABLE old_change AS
SELECT old_id, successor_id, reason FROM earlier_changes WHERE "table" = $table
