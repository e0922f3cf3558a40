-- The released tables of meetings.
CREATE OR REPLACE TEMP VIEW participant_row AS
SELECT a.meeting_id, i.id AS actor_id, a.country, a.role FROM attendance a JOIN actor_ids i ON i.event = a.actor;

CREATE OR REPLACE TEMP VIEW meeting_report_row AS
WITH who AS (
    SELECT p.report, list_sort(list_distinct(list(i.id))) AS participant_ids
    FROM meeting_party p JOIN actor_ids i ON i.event = p.actor GROUP BY p.report
)
SELECT r.* EXCLUDE (participant_ids), m.meeting_id, w.participant_ids
FROM read_meeting_reports r JOIN meeting_of m USING (report_id) JOIN who w ON w.report = m.report;

DROP TABLE meeting_stream;
DROP TABLE meeting_window;
DROP TABLE meeting_format;
DROP TABLE meeting_place;
DROP TABLE meeting_status;
DROP TABLE meeting_belief;
DROP TABLE meeting_topics
