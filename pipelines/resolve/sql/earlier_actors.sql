-- The actors of an earlier release: their ids, how old they are, and by what their mentions are known again.
CREATE OR REPLACE TEMP TABLE old_event AS
SELECT actor_id AS id, first_seen_on AS first_on, wikidata_id IS NOT NULL OR kind = 'country' AS fixed FROM earlier_rows;

CREATE OR REPLACE TEMP TABLE old_member AS
SELECT m.article_id || ' ' || m.char_start || ' ' || m.char_end || ' ' || e.kind AS key, actor_id AS id
FROM earlier_members m JOIN earlier_rows e USING (actor_id);

CREATE OR REPLACE TEMP TABLE old_change AS
SELECT old_id, successor_id, reason FROM earlier_changes WHERE "table" = 'actors'
