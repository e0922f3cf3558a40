-- The pledges of an earlier release: their ids, how old they are, and by what their reports are known again.
CREATE OR REPLACE TEMP TABLE old_event AS SELECT pledge_id AS id, first_reported_on AS first_on, false AS fixed FROM earlier_rows;

CREATE OR REPLACE TEMP TABLE old_member AS
SELECT m.report_id AS key, pledge_id AS id
FROM earlier_members m JOIN earlier_rows e USING (pledge_id);

CREATE OR REPLACE TEMP TABLE old_change AS
SELECT old_id, successor_id, reason FROM earlier_changes WHERE "table" = 'pledges'
